'use client';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { registerToaster } from './notify';

const Toaster = dynamic(() => import('@/components/ui/toaster').then((m) => m.Toaster), {
  ssr: false,
});

/** Keeps a place for the toaster and loads it with the first news. */
export function LazyToaster() {
  const [wanted, setWanted] = useState(false);
  useEffect(
    () =>
      registerToaster(async () => {
        await import('@/components/ui/toaster');
        setWanted(true);
        // Sonner shows only what is said after it stands on the page.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }),
    [],
  );
  return wanted ? <Toaster /> : null;
}
