'use client';
import { useEffect } from 'react';
import { holdPage } from '@/lib/client';

/**
 * Keeps a page on which something is typed and not saved: the browser asks before it is left, and a
 * session that ends meanwhile does not lead away from it.
 */
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
