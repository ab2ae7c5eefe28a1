'use client';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import { copy } from './copy';
import type { DataColumn } from './types';
import type { TableState } from './use-table-state';

type HeaderRowProps<Row> = {
  columns: readonly DataColumn<Row>[];
  state: TableState;
  narrow: boolean;
  selection: { all: boolean; some: boolean; toggle: (checked: boolean) => void } | undefined;
};

/** The sticky header; clicking a column name sorts by it. */
export function HeaderRow<Row>({ columns, state, narrow, selection }: HeaderRowProps<Row>) {
  return (
    <thead role="rowgroup" className={narrow ? 'sr-only' : 'sticky top-0 z-10 block'}>
      <tr role="row" aria-rowindex={1} className="grid grid-cols-(--columns)">
        {selection ? (
          <th
            role="columnheader"
            scope="col"
            className={cn(headClasses, 'sticky left-0 z-1 content-center pl-4')}
          >
            <Checkbox
              aria-label={copy.rows.selectAll}
              checked={selection.all}
              indeterminate={selection.some && !selection.all}
              onChange={(event) => selection.toggle(event.target.checked)}
            />
          </th>
        ) : null}
        {columns.map((column, index) => (
          <HeaderCell
            key={column.id}
            column={column}
            state={state}
            sticky={index === 0}
            afterCheckbox={selection !== undefined}
          />
        ))}
      </tr>
    </thead>
  );
}

const headClasses =
  'bg-background text-muted-foreground h-8 border-b p-0 content-center text-left text-xs font-medium whitespace-nowrap';

function HeaderCell<Row>({
  column,
  state,
  sticky,
  afterCheckbox,
}: {
  column: DataColumn<Row>;
  state: TableState;
  sticky: boolean;
  afterCheckbox: boolean;
}) {
  const { sort, reversed = false, header, align } = column;
  const sorted = sort !== undefined && state.query.sort.column === sort;
  const ascending = (state.query.sort.direction === 'asc') !== reversed;
  const Arrow = ascending ? ArrowUp : ArrowDown;
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={sorted ? (ascending ? 'ascending' : 'descending') : undefined}
      className={cn(
        headClasses,
        sticky && [
          'sticky z-1 group-data-[aside=true]/scroller:border-r',
          afterCheckbox ? 'left-9' : 'left-0 pl-2',
        ],
        align === 'right' && 'text-right',
      )}
    >
      {sort === undefined ? (
        <span className="px-2">{header}</span>
      ) : (
        <button
          type="button"
          onClick={() => state.sortBy(sort)}
          className={cn(
            'group/sort inline-flex h-8 items-center gap-1 px-2 -outline-offset-2 transition-colors hover:text-foreground',
            sorted && 'text-foreground',
            align === 'right' && 'flex-row-reverse',
          )}
        >
          {header}
          <Arrow
            aria-hidden
            className={cn('size-3', sorted ? '' : 'opacity-0 group-hover/sort:opacity-40')}
          />
        </button>
      )}
    </th>
  );
}
