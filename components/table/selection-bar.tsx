'use client';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { copy } from './copy-on-demand';

type SelectionBarProps = { count: number; onClear: () => void; children: ReactNode };

/** The bar of actions for the selected rows, at the bottom of the table. */
export function SelectionBar({ count, onClear, children }: SelectionBarProps) {
  return (
    <div
      role="region"
      aria-label={copy.selection.region}
      className="absolute bottom-4 left-1/2 z-20 flex w-max max-w-[calc(100%-32px)] -translate-x-1/2 animate-appear flex-wrap items-center gap-1 rounded-md border bg-popover p-1 pl-3 shadow-sm"
    >
      <span className="mr-2 text-sm whitespace-nowrap tabular-nums" aria-live="polite">
        {copy.selection.count(count)}
      </span>
      {children}
      <Button variant="ghost" size="sm" onClick={onClear}>
        {copy.selection.clear}
      </Button>
    </div>
  );
}
