'use client';
import { Dialog, SheetContent } from '@/components/ui/dialog';
import { LatchkeyMark } from './latchkey-mark';
import { NavLinks } from './nav-links';

export function MobileNavSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose}>
      <SheetContent title="Navigation">
        <div className="flex h-12 items-center gap-2.5 px-4.5 text-base font-semibold tracking-tight">
          <LatchkeyMark className="size-4.5" />
          Latchkey
        </div>
        <nav aria-label="Screens" className="px-2">
          <NavLinks onFollow={onClose} />
        </nav>
      </SheetContent>
    </Dialog>
  );
}
