'use client';
import { memo, type ReactNode } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { cellClasses } from './cell-classes';
import { copy } from './copy';
import type { DataColumn } from './types';

type BodyRowProps<Row extends { id: string }> = {
  row: Row;
  columns: readonly DataColumn<Row>[];
  index: number;
  /** `null` if rows of this table can't be selected. */
  selected: boolean | null;
  /** Names the row's checkbox. */
  name: string;
  open: boolean;
  active: boolean;
  /** If set, the row is drawn as a card. */
  card: ((row: Row) => ReactNode) | null;
};

/**
 * One row, positioned absolutely so that its neighbors don't move. `VirtualBody` handles the events of all
 * rows. Memoized by hand: the parent opts out of the React compiler and renders on every scroll step.
 */
export const BodyRow = memo(function BodyRow<Row extends { id: string }>({
  row,
  columns,
  index,
  selected,
  name,
  open,
  active,
  card,
}: BodyRowProps<Row>) {
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
  const looks = selected === true || open ? 'bg-selection' : unselectedClasses;
  return (
    <tr
      role="row"
      data-row={row.id}
      data-index={index}
      aria-rowindex={index + 2}
      aria-current={open ? 'true' : undefined}
      className={`${card ? 'block' : 'grid grid-cols-(--columns)'} ${rowClasses} ${looks}`}
      style={{ top: `calc(var(--row-height) * ${index})` }}
    >
      {card ? (
        <td role="cell" className={cellClasses.card}>
          {opener(card(row))}
        </td>
      ) : (
        <>
          {selected === null ? null : (
            <td role="cell" className={cellClasses.checkbox}>
              <Checkbox
                aria-label={copy.rows.select(name)}
                checked={selected}
                readOnly
                tabIndex={-1}
              />
            </td>
          )}
          {columns.map((column, at) => (
            <td
              key={column.id}
              role="cell"
              className={
                at === 0
                  ? cellClasses[selected === null ? 'first' : 'afterCheckbox']
                  : cellClasses[column.align ?? 'left']
              }
            >
              {at === 0 ? opener(column.cell(row)) : column.cell(row)}
              {column.below?.(row)}
            </td>
          ))}
        </>
      )}
    </tr>
  );
}) as <Row extends { id: string }>(props: BodyRowProps<Row>) => ReactNode;

/**
 * `contain-strict` tells the browser that nothing inside a row affects the rest of the page. Don't set an
 * inherited style here (such as a text size): it would give each row its own set of inherited styles. The
 * browser shares computed styles between cells of different rows only if they inherit the same set. Without
 * sharing, computing styles takes four times as long.
 */
const rowClasses = 'absolute inset-x-0 h-(--row-height) border-b align-middle contain-strict';
const unselectedClasses =
  'group-data-[aside=true]/scroller:bg-background hover:bg-accent group-data-[aside=true]/scroller:hover:bg-accent';
