'use client';
import { memo, type ReactNode } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { cellClasses } from './cell-classes';
import type { DataColumn } from './types';

type BodyRowProps<Row extends { id: string }> = {
  row: Row;
  columns: readonly DataColumn<Row>[];
  index: number;
  /** `null`: rows of this table cannot be selected. */
  selected: boolean | null;
  open: boolean;
  active: boolean;
  /** Given: the row is drawn as a card. */
  card: ((row: Row) => ReactNode) | null;
};

/**
 * One row, in its place by itself, so that those around it need not move. It handles no event: the
 * body does, for all of them. Memoized by hand: its parent opts out of the compiler and draws at
 * every scroll step.
 */
export const BodyRow = memo(function BodyRow<Row extends { id: string }>({
  row,
  columns,
  index,
  selected,
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
              <Checkbox aria-label="Select row" checked={selected} readOnly tabIndex={-1} />
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
            </td>
          ))}
        </>
      )}
    </tr>
  );
}) as <Row extends { id: string }>(props: BodyRowProps<Row>) => ReactNode;

/**
 * What happens inside of a row changes nothing outside of it, and the browser is told so. Nothing
 * here is inherited (no text size): each row has a place of its own, and the browser takes over the
 * styles of other rows' cells only where what they inherit is the same object. Else each costs four
 * times as much.
 */
const rowClasses = 'absolute inset-x-0 h-(--row-height) border-b align-middle contain-strict';
const unselectedClasses =
  'group-data-[aside=true]/scroller:bg-background hover:bg-accent group-data-[aside=true]/scroller:hover:bg-accent';
