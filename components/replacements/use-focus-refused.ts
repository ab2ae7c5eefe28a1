'use client';
import { useEffect, useRef } from 'react';

/** The form; when its saving is refused, the focus goes to the first field that has to be changed. */
export function useFocusRefused(error: Error | null) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error === null) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [error]);
  return form;
}
