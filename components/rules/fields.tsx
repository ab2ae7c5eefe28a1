import { useId, type ReactNode } from 'react';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';

type FieldProps = {
  label: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
};

export function NumberField({
  label,
  value,
  error,
  onChange,
  unit,
}: FieldProps & { unit: string }) {
  const id = useId();
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
          value={value}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-error`}
          onChange={(event) => onChange(event.target.value)}
        />
        {unit}
      </span>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

type LinesFieldProps = FieldProps & { hint?: ReactNode; rows?: number };

/** A field for a list with one entry per line. */
export function LinesField({ label, value, error, onChange, hint, rows = 4 }: LinesFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="max-w-[70ch] text-sm text-muted-foreground">
          {hint}
        </p>
      ) : null}
      <Textarea
        id={id}
        rows={rows}
        spellCheck={false}
        autoComplete="off"
        className="mt-1 max-w-120"
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint ${id}-error`}
        onChange={(event) => onChange(event.target.value)}
      />
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

export function FieldError({ id, children }: { id: string; children: string | undefined }) {
  return (
    <p id={id} className="text-sm text-critical empty:hidden">
      {children}
    </p>
  );
}
