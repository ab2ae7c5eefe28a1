'use client';
import type { ReactNode } from 'react';
import { Popover, PopoverAnchor, PopoverContent } from '@/components/ui/popover';

type PopoverLayerProps = {
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
};

/**
 * A popover below its parent element. A click on the trigger doesn't count as a click outside, because the
 * trigger toggles the popover itself.
 */
export function PopoverLayer({ label, open, onOpenChange, children }: PopoverLayerProps) {
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverAnchor className="pointer-events-none absolute inset-0" />
      <PopoverContent
        aria-label={label}
        onInteractOutside={(event) => {
          const target = event.target;
          const anchor = document.querySelector('[aria-haspopup=dialog][aria-expanded=true]');
          if (target instanceof Node && anchor?.contains(target)) event.preventDefault();
        }}
      >
        {children}
      </PopoverContent>
    </Popover>
  );
}
