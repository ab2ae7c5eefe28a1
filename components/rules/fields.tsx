import { useId, type ReactNode } from 'react';
import { useController, type FieldPathByValue } from 'react-hook-form';
import type { RuleSettings } from '@/lib/contract';
import { Field } from '@/components/form/field';
import { useTyped, wholeNumberOf } from '@/components/form/use-typed';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';

type NumberFieldProps = {
  name: FieldPathByValue<RuleSettings, number>;
  label: string;
  unit: string;
};

export function NumberField({ name, label, unit }: NumberFieldProps) {
  const id = useId();
  const { field, fieldState } = useController<RuleSettings, typeof name>({ name });
  const typed = useTyped(field, wholeNumberOf, String);
  return (
    <div>
      <label htmlFor={id} className="block text-sm text-muted-foreground">
        {label}
      </label>
      <span className="mt-1 flex items-center gap-2 text-sm">
        <Input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          className="w-20 text-right tabular-nums"
          aria-invalid={fieldState.invalid}
          aria-describedby={`${id}-error`}
          {...typed}
        />
        {unit}
      </span>
      <FieldError id={`${id}-error`}>{fieldState.error?.message}</FieldError>
    </div>
  );
}

/** The settings that are lists of text. */
export type ListName = FieldPathByValue<RuleSettings, readonly string[]>;

type LinesFieldProps = { name: ListName; label: string; hint: ReactNode; rows?: number };

/** A field for a list with one entry per line. */
export function LinesField({ name, label, hint, rows = 4 }: LinesFieldProps) {
  const { field, fieldState } = useController<RuleSettings, typeof name>({ name });
  const typed = useTyped(field, linesOf, (lines) => lines.join('\n'));
  return (
    <Field label={label} hint={hint} error={fieldState.error?.message}>
      {(input) => (
        <Textarea
          rows={rows}
          spellCheck={false}
          autoComplete="off"
          className="max-w-120"
          {...input}
          {...typed}
        />
      )}
    </Field>
  );
}

export function FieldError({ id, children }: { id: string; children: string | undefined }) {
  return (
    <p id={id} className="text-sm text-critical empty:hidden">
      {children}
    </p>
  );
}

/** One entry per line or comma, without blank and repeated ones. */
function linesOf(text: string): readonly string[] {
  return [...new Set(text.split(/[\n,]/).map((line) => line.trim()))].filter(Boolean);
}
