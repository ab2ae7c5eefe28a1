'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import type { ReplacementDetail } from '@/lib/contract';
import { replacementQuery, updateReplacementMutation } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';
import { Button } from '@/components/ui/button';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import {
  draftOf,
  joinProblems,
  problemsOfDraft,
  rebaseDraft,
  refusedFields,
  stillSo,
} from './plan-draft';
import { copy } from './copy';
import { ErrorSummary } from './error-summary';
import { PlanFields } from './plan-fields';
import { SavePlanBar } from './save-plan-bar';
import { usePlanForm } from './use-plan-form';
import { useSuggestion } from './use-suggestion';

const DeletePlanDialog = dynamic(
  () => import('./delete-plan-dialog').then((m) => m.DeletePlanDialog),
  {
    ssr: false,
  },
);

type EditPlanProps = {
  detail: ReplacementDetail;
  onReload: () => Promise<unknown>;
  onClose: () => void;
};

/** The form to edit a plan. It never overwrites someone else's changes unnoticed. */
export function EditPlan({ detail, onReload, onClose }: EditPlanProps) {
  const { organization } = useShellSession();
  const client = useQueryClient();
  const [opened, setOpened] = useState(detail);
  // A saved note raises the revision too. The query keeps the object of a plan that didn't change, so a newer
  // revision with the same plan is no conflict.
  const basis = detail.plan === opened.plan ? detail : opened;
  const { form, draft, isDirty, submitCount } = usePlanForm(detail.plan);
  const [deleting, setDeleting] = useState(false);
  const suggestion = useSuggestion({ ...basis.plan, needs_token: draft.needs_token });
  const save = useMutation({
    ...updateReplacementMutation(client, organization.id, detail.id),
    onSettled: (saved) => {
      if (saved) onClose();
    },
  });
  const base = draftOf(basis.plan);
  useUnsavedGuard(isDirty && !save.isSuccess);
  const today = suggestion.data?.today ?? null;
  const refused = refusedFields(save.error, save.variables?.plan, draft);
  const own = isDirty ? problemsOfDraft({ ...draft, keys: basis.plan.keys }, today) : [];
  const problems = joinProblems(refused, own, stillSo(basis.problems, base, draft));
  const submit = form.handleSubmit((plan) => save.mutate({ based_on: basis.revision, plan }));
  const rebase = async () => {
    await onReload();
    const stored = client.getQueryData(replacementQuery(organization.id, detail.id).queryKey);
    if (stored === undefined) return;
    save.reset();
    setOpened(stored);
    form.reset(draftOf(stored.plan));
    form.reset(rebaseDraft(draft, base, draftOf(stored.plan)), { keepDefaultValues: true });
  };
  return (
    <FormProvider {...form}>
      <form
        onSubmit={(event) => void submit(event)}
        className="space-y-8"
        noValidate
        aria-label={copy.form.label}
      >
        <div className="max-w-140 space-y-8">
          <ErrorSummary
            goal="save"
            // The server also accepts a plan with problems that it already had.
            problems={refused}
            attempts={submitCount}
            refusal={save.error}
          />
          <PlanFields
            draft={draft}
            problems={problems}
            today={today}
            todayUnknown={suggestion.isLoadingError ? suggestion.error.message : null}
            choices={suggestion.data?.choices ?? []}
          />
          <Button size="sm" variant="ghost" onClick={() => setDeleting(true)}>
            <Trash2 aria-hidden />
            {copy.form.delete}
          </Button>
        </div>
        <SavePlanBar
          label={copy.form.save}
          ready={isDirty}
          saving={save.isPending}
          problems={joinProblems(refused, own)}
          error={save.error}
          onDiscard={onClose}
          onRebase={() => void rebase()}
        />
        {deleting ? <DeletePlanDialog detail={detail} onClose={() => setDeleting(false)} /> : null}
      </form>
    </FormProvider>
  );
}
