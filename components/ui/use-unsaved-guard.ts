'use client';
import { useEffect } from 'react';
import { holdPage } from '@/lib/client';

/** Protects unsaved input: the browser asks before leaving, and a session that ends doesn't redirect. */
export function useUnsavedGuard(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    const letGo = holdPage();
    return () => {
      window.removeEventListener('beforeunload', ask);
      letGo();
    };
  }, [unsaved]);
}
