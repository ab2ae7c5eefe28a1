import { useId, type ReactNode } from 'react';
import { copy } from './copy';
import type { ShownProblem } from './plan-draft';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';

type FieldProps = {
  label: string;
  hint?: ReactNode;
  value: string;
  onChange: (value: string) => void;
};

/** A one-line text field with its problems and suggested values. */
export function TextField({
  label,
  hint,
  value,
  onChange,
  problems = [],
  ...input
}: FieldProps & {
  problems?: readonly ShownProblem[];
  className?: string;
  inputMode?: 'numeric' | 'text';
}) {
  const id = useId();
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      <Input
        id={id}
        autoComplete="off"
        spellCheck={false}
        value={value}
        aria-invalid={problems.some(({ severity }) => severity === 'refused')}
        aria-describedby={`${id}-hint ${id}-problems`}
        onChange={(event) => onChange(event.target.value)}
        {...input}
      />
      {hint ? (
        <p id={`${id}-hint`} className="text-xs text-muted-foreground">
          {hint}
        </p>
      ) : null}
      <Problems id={`${id}-problems`} problems={problems} onTake={onChange} />
    </div>
  );
}

export function AreaField({
  label,
  hint,
  value,
  onChange,
  rows = 3,
}: FieldProps & { rows?: number }) {
  const id = useId();
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      <Textarea
        id={id}
        rows={rows}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint ? (
        <p id={`${id}-hint`} className="text-xs text-muted-foreground">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

type ChoiceProps<T extends string> = {
  label: string;
  value: T;
  words: Readonly<Record<T, string>>;
  order: readonly T[];
  onChange: (value: T) => void;
};

export function ChoiceField<T extends string>(props: ChoiceProps<T>) {
  const { label, value, words, order, onChange } = props;
  const id = useId();
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      <Select
        id={id}
        className="w-full"
        value={value}
        onChange={(event) => {
          const chosen = order.find((one) => one === event.target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {order.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </Select>
    </div>
  );
}

type ProblemsProps = {
  id?: string;
  problems: readonly ShownProblem[];
  /** Called with a problem's suggested value. */
  onTake?: (suggestion: string) => void;
};

/** Problems of a field, each with its suggested value if there is one. */
export function Problems({ id, problems, onTake }: ProblemsProps) {
  return (
    <div id={id} className="space-y-0.5 empty:hidden">
      {problems.map((problem) => (
        <p
          key={`${problem.project_id ?? ''} ${problem.says}`}
          className={cn(
            'text-sm',
            problem.severity === 'refused' ? 'text-critical' : 'text-warning',
          )}
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
