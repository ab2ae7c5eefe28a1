'use client';
import { Dialog, SheetContent } from '@/components/ui/dialog';
import { copy } from './copy';
import { LatchkeyMark } from './latchkey-mark';
import { NavLinks } from './nav-links';

export function MobileNavSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose}>
      <SheetContent title={copy.navigation.title}>
        <div className="flex h-12 items-center gap-2.5 px-4.5 text-base font-semibold tracking-tight">
          <LatchkeyMark className="size-4.5" />
          {copy.product}
        </div>
        <nav aria-label={copy.navigation.screens} className="px-2">
          <NavLinks onFollow={onClose} />
        </nav>
      </SheetContent>
    </Dialog>
  );
}
