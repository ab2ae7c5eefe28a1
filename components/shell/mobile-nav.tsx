'use client';
import { Menu } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { copy } from './copy';

const MobileNavSheet = dynamic(() => import('./mobile-nav-sheet').then((m) => m.MobileNavSheet), {
  ssr: false,
});

/** The button that opens the navigation in a narrow window. */
export function MobileNav() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        className="-ml-1 sm:hidden"
        aria-label={copy.navigation.open}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <Menu aria-hidden />
      </Button>
      {open ? <MobileNavSheet onClose={() => setOpen(false)} /> : null}
    </>
  );
}
