'use client';
import { useEffect, useRef } from 'react';

/** Marks a group of fields that `useFocusInvalid` focuses as a whole. Spread it over the group's element. */
export const invalidGroup = (invalid: boolean) => ({ tabIndex: -1, 'data-invalid': invalid });

/** A ref for a form. It focuses the first invalid field or group after each attempt to submit. */
export function useFocusInvalid(attempts: number) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (attempts > 0) focusInvalid(form.current);
  }, [attempts]);
  return form;
}

/** Focuses the first invalid field or group in an element. */
export function focusInvalid(element: HTMLElement | null) {
  const field = element?.querySelector<HTMLElement>('[aria-invalid=true], [data-invalid=true]');
  // Center the field, so that the bar at the bottom doesn't cover the suggestion below it.
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}
