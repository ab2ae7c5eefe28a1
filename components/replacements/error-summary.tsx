import { useEffect, useRef } from 'react';
import { useFormContext, useFormState } from 'react-hook-form';
import type { PlanDraft } from '@/lib/domain/replacement-plan/plan';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { copy } from './copy';
import { isRefused } from './fields';
import type { ShownProblem } from './plan-draft';

/** The fields that can be wrong, in the order of the form to edit a plan. */
const LABELS = {
  title: copy.form.title,
  used_by: copy.form.usedBy,
  stored_in: copy.form.storedIn,
  projects: copy.create.projects,
  group_name: copy.form.group,
  account_name: copy.form.account,
  token_name: copy.form.token,
  variable: copy.form.variable,
  expiry_days: copy.form.expiry,
  notes: copy.form.notesLabel,
} as const satisfies Partial<Record<keyof PlanDraft, string>>;

export type PlanFieldName = keyof typeof LABELS;

const FIELDS = Object.keys(LABELS).filter((name): name is PlanFieldName => name in LABELS);

/** What the form for a new plan asks above its “More options”. */
export const ASKED_FIRST: readonly PlanFieldName[] = ['projects', 'expiry_days'];

const IN_ORDER = {
  create: [...ASKED_FIRST, ...FIELDS.filter((field) => !ASKED_FIRST.includes(field))],
  save: FIELDS,
} as const;

type ErrorSummaryProps = {
  /** What the errors prevent. */
  goal: 'create' | 'save';
  problems: readonly ShownProblem[];
  /** How often the user has tried to save. Before the first time, nothing is shown. */
  attempts: number;
  /** The server's answer to the last attempt. */
  refusal: Error | null;
  /** Called before a field gets the focus. */
  onGoTo?: (field: PlanFieldName) => void;
};

/** What keeps a plan from being saved, with a button to each field. It takes the focus after every attempt. */
export function ErrorSummary(props: ErrorSummaryProps) {
  const { goal, problems, attempts, refusal, onGoTo } = props;
  const box = useRef<HTMLElement>(null);
  const { getFieldState, setFocus } = useFormContext<PlanDraft>();
  const formState = useFormState<PlanDraft>();
  useEffect(() => {
    if (attempts > 0 || refusal !== null) box.current?.focus();
  }, [attempts, refusal]);
  const errors = IN_ORDER[goal].flatMap((field) => {
    const own = getFieldState(field, formState).error?.message;
    if (own !== undefined) return [{ field, says: `${LABELS[field]}: ${own}` }];
    const refused = problems.filter((problem) => problem.field === field && isRefused([problem]));
    return refused.map(({ says }) => ({ field, says }));
  });
  if (attempts === 0 || errors.length === 0) return null;
  const title = copy.form.errors(errors.length, goal);
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-label={title}
      className="scroll-mt-16 rounded-md border border-destructive px-4 py-3 text-sm"
    >
      <h2 className="font-medium">{title}</h2>
      <ul className="mt-1 space-y-1">
        {errors.map(({ field, says }) => (
          <li key={`${field} ${says}`}>
            <Button
              variant="link"
              className="text-left whitespace-normal"
              onClick={() => {
                onGoTo?.(field);
                setFocus(field);
              }}
            >
              <SafeText text={says} />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
