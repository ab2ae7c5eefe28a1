'use client';
import dynamic from 'next/dynamic';
import { useState, type ComponentProps, type ReactNode } from 'react';
import type { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { PopoverButton } from './popover-button';

const load = () => import('./popover-layer').then((m) => m.PopoverLayer);
const PopoverLayer = dynamic(load, { ssr: false });

type LazyPopoverProps = Omit<ComponentProps<typeof Button>, 'content'> & {
  /** Accessible name of the popover. */
  label: string;
  content: ReactNode;
  /** For the element around the button, such as to hide both. */
  outerClassName?: string;
};

/** A button with a popover. The popover's code is loaded on hover, focus or the first click. */
export function LazyPopover({ label, content, outerClassName, ...button }: LazyPopoverProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const trigger = (
    <PopoverButton
      {...button}
      aria-haspopup="dialog"
      aria-expanded={open}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => {
        setWanted(true);
        setOpen(!open);
      }}
    />
  );
  return (
    <span className={cn('relative inline-flex shrink-0', outerClassName)}>
      {trigger}
      {wanted ? (
        <PopoverLayer label={label} open={open} onOpenChange={setOpen}>
          {content}
        </PopoverLayer>
      ) : null}
    </span>
  );
}
