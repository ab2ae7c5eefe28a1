'use client';
import { useEffect, useRef } from 'react';

/** The form; when its saving is refused, the focus goes to the first field that has to be changed. */
export function useFocusRefused(error: Error | null) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error === null) return;
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    // What would do instead stands below it, which the bar at the foot would hide at the lower edge.
    field?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  }, [error]);
  return form;
}
