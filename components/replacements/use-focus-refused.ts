'use client';
import { useEffect, useRef } from 'react';

/** A ref for a form. When saving fails, it focuses the first invalid field. */
export function useFocusRefused(error: Error | null) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error === null) return;
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    // Center the field, so that the bar at the bottom doesn't cover the suggestion below it.
    field?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  }, [error]);
  return form;
}
