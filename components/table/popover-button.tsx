'use client';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '@/components/ui/button';

/** A small button that says by its arrow that something opens under it. */
export function PopoverButton({ children, ...props }: ComponentProps<typeof Button>) {
  return (
    <Button size="sm" {...props}>
      {children}
      <ChevronDown className="-mr-0.5 size-3! text-muted-foreground" aria-hidden />
    </Button>
  );
}
