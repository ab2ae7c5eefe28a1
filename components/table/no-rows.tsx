import type { ReactNode } from 'react';
import { EmptyState } from '@/components/status/empty-state';
import { Button } from '@/components/ui/button';
import { copy } from './copy-on-demand';
import type { TableState } from './use-table-state';

type NoRowsProps = {
  state: TableState;
  title: string;
  /** The reason, in sentences. */
  text: string;
  /** Shown if neither a search nor a filter is set. */
  action?: ReactNode;
  className?: string;
};

/** Says why a list has no rows. If a search or filter is set, a button clears it. */
export function NoRows({ state, title, text, action, className = 'px-4' }: NoRowsProps) {
  return (
    <EmptyState
      title={title}
      action={state.narrowed ? <Button onClick={state.clear}>{copy.empty.clear}</Button> : action}
      className={className}
    >
      <p>{text}</p>
    </EmptyState>
  );
}
