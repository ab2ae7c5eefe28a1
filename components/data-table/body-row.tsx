'use client';
import type { Row as TableRowModel } from '@tanstack/react-table';
import { memo, type MouseEvent, type ReactNode } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import type { Features } from './features';
import { stayClasses } from './sticky-classes';
import type { DataColumn } from './types';

type BodyRowProps<Row extends { id: string }> = {
  row: TableRowModel<Features, Row>;
  columns: readonly DataColumn<Row>[];
  index: number;
  height: number;
  /** `null`: rows of this table cannot be selected. */
  selected: boolean | null;
  open: boolean;
  active: boolean;
  /** Given: the row is drawn as a card. */
  card: ((row: Row) => ReactNode) | null;
  onOpen: (index: number) => void;
};

const cellClasses = 'border-b px-2 py-0 text-sm';

/** One row. Memoized by hand: its parent opts out of the compiler and draws at every scroll step. */
export const BodyRow = memo(function BodyRow<Row extends { id: string }>({
  row,
  columns,
  index,
  height,
  selected,
  open,
  active,
  card,
  onOpen,
}: BodyRowProps<Row>) {
  const openByClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('a, input, label') || hasSelectedText()) return;
    onOpen(index);
  };
  const opener = (children: ReactNode) => (
    <button
      type="button"
      data-opener={row.id}
      tabIndex={active || index === 0 ? 0 : -1}
      className="-mx-1 block w-[calc(100%+8px)] min-w-0 rounded-sm px-1 text-left"
    >
      {children}
    </button>
  );
  return (
    <tr
      role="row"
      data-row
      aria-rowindex={index + 2}
      aria-current={open ? 'true' : undefined}
      className={
        selected === true || open
          ? 'bg-selection'
          : 'group-data-[aside=true]/scroller:bg-background hover:bg-accent group-data-[aside=true]/scroller:hover:bg-accent'
      }
      style={{ height }}
      onClick={openByClick}
    >
      {card ? (
        <td
          role="cell"
          className={cn(cellClasses, 'px-4')}
          colSpan={columns.length + (selected === null ? 0 : 1)}
        >
          {opener(card(row.original))}
        </td>
      ) : (
        <>
          {selected === null ? null : (
            <td role="cell" className={cn(cellClasses, stayClasses('left-0', false), 'pr-0 pl-4')}>
              <Checkbox
                aria-label="Select row"
                checked={selected}
                tabIndex={-1}
                onChange={() => row.toggleSelected()}
              />
            </td>
          )}
          {columns.map((column, at) => (
            <td
              key={column.id}
              role="cell"
              className={cn(
                cellClasses,
                'truncate',
                at === 0 && [
                  stayClasses(selected === null ? 'left-0' : 'left-9', true),
                  'font-medium',
                ],
                column.align === 'right' && 'text-right tabular-nums',
              )}
            >
              {at === 0 ? opener(column.cell(row.original)) : column.cell(row.original)}
            </td>
          ))}
        </>
      )}
    </tr>
  );
}) as <Row extends { id: string }>(props: BodyRowProps<Row>) => ReactNode;

/** A click that ends a text selection is no wish to open the row. */
function hasSelectedText(): boolean {
  return (window.getSelection()?.toString().length ?? 0) > 0;
}
