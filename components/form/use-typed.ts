import { useState, type ChangeEvent } from 'react';
import type { Range } from '@/lib/contract/ranges';

/**
 * The text in a field whose value is a number or a list. It stays as typed, until the value is set from outside.
 * *Shape*: props of an input.
 */
export function useTyped<Value extends number | null | readonly string[]>(
  field: { value: Value; onChange: (value: Value) => void },
  read: (text: string) => Value,
  write: (value: Value) => string,
) {
  const [typed, setTyped] = useState(() => write(field.value));
  return {
    value: String(read(typed)) === String(field.value) ? typed : write(field.value),
    onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      setTyped(target.value);
      field.onChange(read(target.value));
    },
  };
}

/** Parses a whole number in a range; `null` if the text is something else. */
export function numberIn(text: string, { least, most }: Range): number | null {
  const number = wholeNumberOf(text);
  return number >= least && number <= most ? number : null;
}

/** Parses a whole number; `NaN` if the text is something else. */
export function wholeNumberOf(text: string): number {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : NaN;
}
