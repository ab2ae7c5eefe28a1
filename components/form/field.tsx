import { useId, type ReactNode } from 'react';

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong with the value. */
  error?: ReactNode;
  /** Whether the value is refused. False if `error` is only a warning. */
  invalid?: boolean;
  required?: boolean;
  /** Renders the input with these attributes, so that assistive technology reads the rest with it. */
  children: (input: {
    id: string;
    'aria-invalid': boolean;
    'aria-required': boolean;
    'aria-describedby': string;
  }) => ReactNode;
};

/** An input with its label above it, and its hint and error below. */
export function Field({
  label,
  hint,
  error = null,
  required = false,
  children,
  ...more
}: FieldProps) {
  const id = useId();
  const invalid = more.invalid ?? error !== null;
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
        {required ? <RequiredMark /> : null}
      </label>
      {children({
        id,
        'aria-invalid': invalid,
        'aria-required': required,
        'aria-describedby': `${id}-hint ${id}-error`,
      })}
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="max-w-[70ch] text-sm text-muted-foreground">
          {hint}
        </p>
      )}
      <div id={`${id}-error`} className="text-sm text-critical empty:hidden">
        {error}
      </div>
    </div>
  );
}

/** Marks a label for the eye. Assistive technology reads `aria-required` of the input. */
export function RequiredMark() {
  return (
    <span aria-hidden className="ml-1.5 font-normal text-muted-foreground">
      required
    </span>
  );
}
