import { useController, useFormContext } from 'react-hook-form';
import type { ReplacementSuggestion } from '@/lib/contract';
import { BRAINTRUST_PLANS } from '@/lib/domain/core';
import { HOWS, KINDS, usesGroup, type PlanDraft } from '@/lib/domain/replacement-plan/plan';
import type { ReachToday } from '@/lib/domain/replacement-plan/reach-today';
import { REACH_NOT_SHOWN } from '@/lib/domain/replacement-plan/step-rules';
import type { PlanProblem } from '@/lib/domain/replacement-plan/validate-plan';
import { copy } from './copy';
import type { ShownProblem } from './plan-draft';
import { focusInvalid, invalidGroup } from '@/components/form/use-focus-invalid';
import { Checkbox } from '@/components/ui/checkbox';
import { Section } from '@/components/ui/section';
import { AreaField, ChoiceField, ExpiryField, TextField } from './fields';
import { ProjectPicker } from './project-picker';
import { ReachDifference } from './reach-difference';
import { BRAINTRUST_PLAN_WORDS, KIND_WORDS } from '@/components/status/replacement-words';

type PlanFieldsProps = {
  draft: PlanDraft;
  problems: readonly ShownProblem[];
  today: ReachToday | null;
  /** Why the holder's current access couldn't be read; `null` if it was read or is loading. */
  todayUnknown: string | null;
  choices: ReplacementSuggestion['choices'];
};

/** All fields of a plan, inside the form of `usePlanForm`. */
export function PlanFields(props: PlanFieldsProps) {
  const { draft, problems } = props;
  return (
    <div className="space-y-8">
      <Section title={copy.form.purpose}>
        <PurposeFields draft={draft} problems={problems} />
      </Section>
      {draft.needs_token ? (
        <>
          <Projects {...props} problems={problemsWith('projects', problems)} />
          <Section title={copy.form.names}>
            <div className="space-y-4">
              <NameFields draft={draft} problems={problems} />
              <ExpiryField problems={problemsWith('expiry_days', problems)} />
            </div>
          </Section>
        </>
      ) : null}
      <Section title={copy.form.notes}>
        <AreaField name="notes" label={copy.form.notesLabel} />
      </Section>
    </div>
  );
}

/** The problems of one field. */
export function problemsWith(
  field: PlanProblem['field'],
  problems: readonly ShownProblem[],
): ShownProblem[] {
  return problems.filter((one) => one.field === field);
}

type PartProps = Pick<PlanFieldsProps, 'draft' | 'problems'>;

/** The title, the kind of plan, and what the owner knows about the workload. */
export function PurposeFields({ draft, problems }: PartProps) {
  return (
    <div className="space-y-4">
      <TextField name="title" label={copy.form.title} problems={problemsWith('title', problems)} />
      <Ways draft={draft} />
      <AreaField name="used_by" label={copy.form.usedBy} rows={2} />
      <AreaField name="stored_in" label={copy.form.storedIn} rows={2} />
    </div>
  );
}

/** The names of what the plan creates. */
export function NameFields({ draft, problems }: PartProps) {
  return (
    <>
      {usesGroup(draft) ? (
        <TextField
          name="group_name"
          label={copy.form.group}
          problems={problemsWith('group_name', problems)}
        />
      ) : null}
      <TextField
        name="account_name"
        label={copy.form.account}
        problems={problemsWith('account_name', problems)}
      />
      <TextField
        name="token_name"
        label={copy.form.token}
        problems={problemsWith('token_name', problems)}
      />
      <TextField
        name="variable"
        label={copy.form.variable}
        hint={copy.form.variableHint}
        problems={problemsWith('variable', problems)}
      />
    </>
  );
}

function Ways({ draft }: { draft: PlanDraft }) {
  const { setValue } = useFormContext<PlanDraft>();
  const { field: needsToken } = useController<PlanDraft, 'needs_token'>({ name: 'needs_token' });
  return (
    <>
      <ChoiceField
        name="variant.kind"
        label={copy.form.kind}
        words={KIND_WORDS}
        order={KINDS}
        onChoose={(kind) =>
          setValue('needs_token', kind === 'workload' || kind === 'proxy-client', {
            shouldDirty: true,
          })
        }
      />
      <ChoiceField
        name="variant.braintrust_plan"
        label={copy.form.braintrustPlan}
        words={BRAINTRUST_PLAN_WORDS}
        order={BRAINTRUST_PLANS}
      />
      {draft.needs_token ? (
        <ChoiceField name="variant.how" label={copy.form.how} words={copy.form.hows} order={HOWS} />
      ) : null}
      <label className="flex items-center gap-2 text-sm">
        <Checkbox checked={needsToken.value} onChange={needsToken.onChange} />
        {copy.form.needsToken}
      </label>
      {draft.needs_token && !usesGroup(draft) ? (
        <p className="max-w-[70ch] text-sm text-warning">{REACH_NOT_SHOWN}</p>
      ) : null}
    </>
  );
}

function Projects({ problems, today, todayUnknown, choices }: PlanFieldsProps) {
  const { field, fieldState } = useController<PlanDraft, 'projects'>({ name: 'projects' });
  return (
    <Section title={copy.form.projects}>
      <div className="space-y-6">
        <div
          className="min-w-0"
          ref={(element) => field.ref({ focus: () => focusInvalid(element) })}
        >
          <ProjectPicker
            projects={field.value}
            today={today}
            choices={choices}
            problems={problems}
            onChange={field.onChange}
          />
          <p
            role="alert"
            className="mt-3 text-sm text-critical empty:hidden"
            {...invalidGroup(fieldState.invalid)}
          >
            {fieldState.error?.message}
          </p>
          {todayUnknown === null ? null : (
            <p className="mt-3 text-sm text-warning">
              {copy.form.accessFailed} {todayUnknown}
            </p>
          )}
        </div>
        {today === null ? null : <ReachDifference today={today} projects={field.value} />}
      </div>
    </Section>
  );
}
