'use client';
import { useForm, useFormState, useWatch } from 'react-hook-form';
import { planDraftSchema, type Plan, type PlanDraft } from '@/lib/domain/replacement-plan/plan';
import { zodResolver } from '@/components/form/zod-resolver';
import { draftOf } from './plan-draft';

/** The form of a plan's editable part, and what is typed in it. */
export function usePlanForm(plan: Plan) {
  const form = useForm<PlanDraft>({
    defaultValues: draftOf(plan),
    resolver: zodResolver(planDraftSchema),
    mode: 'onChange',
    // `ErrorSummary` takes the focus.
    shouldFocusError: false,
  });
  const draft = useWatch<PlanDraft, PlanDraft, PlanDraft>({
    control: form.control,
    compute: (values) => values,
  });
  const { isDirty, submitCount } = useFormState({ control: form.control });
  return { form, draft, isDirty, submitCount };
}
