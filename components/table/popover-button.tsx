'use client';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '@/components/ui/button';

/** A small button with a down arrow, for something that opens below it. */
export function PopoverButton({ children, ...props }: ComponentProps<typeof Button>) {
  return (
    <Button size="sm" {...props}>
      {children}
      <ChevronDown className="-mr-0.5 size-3! text-muted-foreground" aria-hidden />
    </Button>
  );
}
