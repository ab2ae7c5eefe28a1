'use client';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { notify } from '@/components/shell/notify';
import { Button } from '@/components/ui/button';
import { copy } from './copy-on-demand';

/** Offers to select all rows that match the filters; `null` if all of them are loaded. */
export type SelectAll = { total: number; select: () => Promise<void> } | null;

type SelectionBarProps = {
  count: number;
  selectAll: SelectAll;
  onClear: () => void;
  children: ReactNode;
};

/** The bar of actions for the selected rows, at the bottom of the table. */
export function SelectionBar({ count, selectAll, onClear, children }: SelectionBarProps) {
  return (
    <div
      role="region"
      aria-label={copy.selection.region}
      className="absolute bottom-4 left-1/2 z-20 flex w-max max-w-[calc(100%-32px)] -translate-x-1/2 animate-appear flex-wrap items-center gap-1 rounded-md border bg-popover p-1 pl-3 shadow-sm"
    >
      <span className="mr-2 text-sm whitespace-nowrap tabular-nums" aria-live="polite">
        {copy.selection.count(count)}
      </span>
      {selectAll === null ? null : <SelectAllButton {...selectAll} />}
      {children}
      <Button variant="ghost" size="sm" onClick={onClear}>
        {copy.selection.clear}
      </Button>
    </div>
  );
}

function SelectAllButton({ total, select }: NonNullable<SelectAll>) {
  const selecting = useMutation({
    mutationFn: select,
    onError: (error) => void notify('error', copy.selection.failed, error.message),
  });
  return (
    <Button size="sm" disabled={selecting.isPending} onClick={() => selecting.mutate()}>
      {selecting.isPending ? copy.selection.selecting : copy.selection.all(total)}
    </Button>
  );
}
