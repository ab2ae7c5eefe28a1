import type { ReactNode } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import type { PlanDraft } from '@/lib/domain/replacement-plan/plan';
import { Field } from '@/components/form/field';
import { useTyped, wholeNumberOf } from '@/components/form/use-typed';
import { DAY_MS, formatDay } from '@/lib/domain/core';
import { useNow } from '@/components/status/use-now';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { copy } from './copy';
import type { ShownProblem } from './plan-draft';

type TextFieldProps = {
  name: 'title' | 'group_name' | 'account_name' | 'token_name' | 'variable';
  label: string;
  hint?: ReactNode;
  problems: readonly ShownProblem[];
};

/** A required one-line text field with its problems and suggested values. */
export function TextField({ name, label, hint, problems }: TextFieldProps) {
  const { setValue } = useFormContext<PlanDraft>();
  const { field, fieldState } = useController<PlanDraft, typeof name>({ name });
  return (
    <Field
      label={label}
      hint={hint}
      required
      invalid={fieldState.invalid || isRefused(problems)}
      error={
        <Problems
          error={fieldState.error?.message}
          problems={problems}
          onTake={(text) => setValue(name, text, { shouldDirty: true, shouldValidate: true })}
        />
      }
    >
      {(input) => <Input autoComplete="off" spellCheck={false} {...input} {...field} />}
    </Field>
  );
}

type AreaFieldProps = { name: 'used_by' | 'stored_in' | 'notes'; label: string; rows?: number };

export function AreaField({ name, label, rows = 3 }: AreaFieldProps) {
  const { field, fieldState } = useController<PlanDraft, typeof name>({ name });
  return (
    <Field label={label} error={fieldState.error?.message}>
      {(input) => <Textarea rows={rows} {...input} {...field} />}
    </Field>
  );
}

/** How many days until the token expires; empty: never. */
export function ExpiryField({ problems }: { problems: readonly ShownProblem[] }) {
  const { field, fieldState } = useController<PlanDraft, 'expiry_days'>({ name: 'expiry_days' });
  const typed = useTyped(field, daysOf, (days) => String(days ?? ''));
  const now = useNow();
  return (
    <Field
      label={copy.form.expiry}
      hint={hintOf(field.value, now)}
      invalid={fieldState.invalid || isRefused(problems)}
      error={<Problems error={fieldState.error?.message} problems={problems} />}
    >
      {(input) => (
        <Input
          autoComplete="off"
          inputMode="numeric"
          className="w-24 tabular-nums"
          ref={field.ref}
          {...input}
          {...typed}
        />
      )}
    </Field>
  );
}

function hintOf(days: number | null, now: Date): string {
  if (days === null) return copy.form.noExpiryHint;
  const end = new Date(now.getTime() + days * DAY_MS);
  return Number.isNaN(end.getTime()) ? '' : copy.form.expiryHint(formatDay(end));
}

const daysOf = (text: string) => (text.trim() === '' ? null : wholeNumberOf(text));

type ChoiceFieldProps<T extends string> = {
  name: 'variant.kind' | 'variant.braintrust_plan' | 'variant.how';
  label: string;
  words: Readonly<Record<T, string>>;
  order: readonly T[];
  onChoose?: (value: T) => void;
};

export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
  const { name, label, words, order, onChoose } = props;
  const { field, fieldState } = useController<PlanDraft, typeof name>({ name });
  return (
    <Field label={label} error={fieldState.error?.message}>
      {(input) => (
        <Select
          className="w-full"
          {...input}
          {...field}
          options={order.map((one) => ({ value: one, label: words[one] }))}
          onChange={(chosen) => {
            field.onChange(chosen);
            onChoose?.(chosen);
          }}
        />
      )}
    </Field>
  );
}

/** Whether one of these problems keeps the plan from being saved. */
export const isRefused = (problems: readonly ShownProblem[]) =>
  problems.some(({ severity }) => severity === 'refused');

type ProblemsProps = {
  /** What the form itself finds wrong. */
  error?: string | undefined;
  problems: readonly ShownProblem[];
  /** Called with a problem's suggested value. */
  onTake?: (suggestion: string) => void;
};

/** Problems of a field, each with its suggested value if there is one. */
export function Problems({ error, problems, onTake }: ProblemsProps) {
  return (
    <div className="space-y-0.5 text-sm empty:hidden">
      {error === undefined ? null : <p className="text-critical">{error}</p>}
      {problems.map((problem) => (
        <p
          key={`${problem.project_id ?? ''} ${problem.says}`}
          className={cn(problem.severity === 'refused' ? 'text-critical' : 'text-warning')}
        >
          <SafeText text={problem.says} />{' '}
          {onTake && problem.suggestion !== null ? (
            <TakeButton suggestion={problem.suggestion} onTake={onTake} />
          ) : null}
        </p>
      ))}
    </div>
  );
}

function TakeButton(props: { suggestion: string; onTake: (suggestion: string) => void }) {
  const { suggestion, onTake } = props;
  return (
    <Button variant="link" className="inline whitespace-normal" onClick={() => onTake(suggestion)}>
      {copy.form.use} <SafeText text={suggestion} />
    </Button>
  );
}
