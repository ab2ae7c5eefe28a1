import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { copy } from './copy-on-demand';
import { cn } from '@/components/ui/cn';
import { isLoading } from './is-loading';
import type { RowList } from './types';

type PagedListProps<Row> = {
  list: RowList<Row> & { isFetchingNextPage: boolean };
  skeleton: ReactNode;
  failed: (problem: { error: unknown; onRetry: () => void }) => ReactNode;
  empty: ReactNode;
  children: (rows: readonly Row[]) => ReactNode;
  /** The label of the button that loads more rows. */
  more: string;
  moreClassName?: string;
};

/** A list that is part of a page: it shows all loaded rows, and a button loads more. */
export function PagedList<Row>({
  list,
  skeleton,
  failed,
  empty,
  children,
  more,
  moreClassName,
}: PagedListProps<Row>) {
  if (isLoading(list)) return skeleton;
  if (!list.data) return failed({ error: list.error, onRetry: () => void list.refetch() });
  if (list.data.length === 0) return empty;
  return (
    <div className={list.isPlaceholderData ? 'opacity-55' : undefined}>
      {children(list.data)}
      {list.hasNextPage ? (
        <>
          <Button
            className={cn('mt-3 print:hidden', moreClassName)}
            disabled={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {more}
          </Button>
          <p className="print-only mt-3">{copy.print.onlyLoaded}</p>
        </>
      ) : null}
    </div>
  );
}
