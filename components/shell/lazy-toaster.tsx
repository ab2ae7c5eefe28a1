'use client';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { registerToaster } from './notify';

const Toaster = dynamic(() => import('@/components/ui/toaster').then((m) => m.Toaster), {
  ssr: false,
});

/** Loads the toaster when the first toast is shown. */
export function LazyToaster() {
  const [wanted, setWanted] = useState(false);
  useEffect(
    () =>
      registerToaster(async () => {
        await import('@/components/ui/toaster');
        setWanted(true);
        // Sonner drops toasts that are sent before its toaster is mounted.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }),
    [],
  );
  return wanted ? <Toaster /> : null;
}
