'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormProvider, useController } from 'react-hook-form';
import type { ReplacementSuggestion } from '@/lib/contract';
import { createReplacementMutation } from '@/lib/client';
import type { PlanDraft } from '@/lib/domain/replacement-plan/plan';
import { grantsOn, type ReachToday } from '@/lib/domain/replacement-plan/reach-today';
import { useShellSession } from '@/components/shell/session-context';
import { Section } from '@/components/ui/section';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { AccessQuestion } from './access-question';
import { copy } from './copy';
import { AreaField, ExpiryField, isRefused } from './fields';
import { joinProblems, problemsOfDraft, refusedFields, type ShownProblem } from './plan-draft';
import { ASKED_FIRST, ErrorSummary } from './error-summary';
import { NameFields, problemsWith, PurposeFields } from './plan-fields';
import { PlanKeys } from './plan-keys';
import { ProjectGrants } from './project-picker';
import { ReachDifference } from './reach-difference';
import { SavePlanBar } from './save-plan-bar';
import { usePlanForm } from './use-plan-form';

const isUnderMore = (field: string) => !ASKED_FIRST.some((asked) => asked === field);

/** The form of a new plan. It asks for access and expiry; everything else is suggested, under “More options”. */
export function NewPlan({ suggestion }: { suggestion: ReplacementSuggestion }) {
  const { organization } = useShellSession();
  const router = useRouter();
  const [first] = useState(suggestion);
  const [moreOpen, setMoreOpen] = useState(false);
  const openMoreFor = (fields: readonly string[]) => {
    if (fields.some(isUnderMore)) setMoreOpen(true);
  };
  const { form, draft, isDirty, submitCount } = usePlanForm(first.plan);
  const create = useMutation({
    ...createReplacementMutation(useQueryClient(), organization.id),
    onSettled: (made, error) => {
      if (made) router.push(`/replacements/${made.id}`);
      else openMoreFor(refusedFields(error, draft, draft).map(({ field }) => field));
    },
  });
  const { keys } = first.plan;
  useUnsavedGuard(isDirty && !create.isSuccess);
  const refused = refusedFields(create.error, create.variables?.plan, draft);
  const own = problemsOfDraft({ ...draft, keys }, first.today);
  const wrong = own.flatMap((problem) => (isRefused([problem]) ? problem.field : []));
  const problems = joinProblems(refused, own);
  const submit = form.handleSubmit(
    (plan) => {
      if (wrong.length > 0) openMoreFor(wrong);
      else create.mutate({ key_ids: keys.map(({ id }) => id), plan });
    },
    (errors) => openMoreFor([...Object.keys(errors), ...wrong]),
  );
  return (
    <FormProvider {...form}>
      <form onSubmit={(event) => void submit(event)} className="space-y-8" noValidate>
        <div className="max-w-140 space-y-8">
          <ErrorSummary
            goal="create"
            problems={problems}
            attempts={submitCount}
            refusal={create.error}
            onGoTo={(field) => openMoreFor([field])}
          />
          <PlanKeys keys={keys} outcomes={{}} />
          {draft.needs_token ? (
            <>
              <AccessQuestion
                keyNames={keys.map(({ name }) => name)}
                today={first.today}
                choices={first.choices}
                problems={problemsWith('projects', problems)}
              />
              <ExpiryField problems={problemsWith('expiry_days', problems)} />
            </>
          ) : (
            <p className="text-sm">{copy.create.noToken}</p>
          )}
          <details open={moreOpen} onToggle={(event) => setMoreOpen(event.currentTarget.open)}>
            <summary className="w-fit cursor-pointer rounded-sm text-sm font-medium">
              {copy.create.more}
            </summary>
            <MoreOptions draft={draft} problems={problems} today={first.today} />
          </details>
        </div>
        <SavePlanBar
          label={copy.create.submit}
          ready
          saving={create.isPending || create.isSuccess}
          problems={problems}
          error={create.error}
        />
      </form>
    </FormProvider>
  );
}

type MoreOptionsProps = {
  draft: PlanDraft;
  problems: readonly ShownProblem[];
  today: ReachToday;
};

function MoreOptions({ draft, problems, today }: MoreOptionsProps) {
  return (
    <div className="mt-4 space-y-8">
      <PurposeFields draft={draft} problems={problems} />
      {draft.needs_token ? (
        <>
          <div className="space-y-4">
            <NameFields draft={draft} problems={problems} />
          </div>
          <Permissions today={today} />
        </>
      ) : null}
      <AreaField name="notes" label={copy.form.notesLabel} />
    </div>
  );
}

/** The permissions in each chosen project, and how they differ from what the holders have. */
function Permissions({ today }: { today: ReachToday }) {
  const { field } = useController<PlanDraft, 'projects'>({ name: 'projects' });
  if (field.value.length === 0) return null;
  return (
    <Section title={copy.create.permissions}>
      <div className="space-y-4">
        {field.value.map((project, at) => (
          <ProjectGrants
            key={project.id}
            project={project}
            held={grantsOn(today, project.id)}
            // `AccessQuestion` shows them.
            problems={[]}
            onChange={(changed) => field.onChange(field.value.with(at, changed))}
          />
        ))}
        <ReachDifference today={today} projects={field.value} />
      </div>
    </Section>
  );
}
