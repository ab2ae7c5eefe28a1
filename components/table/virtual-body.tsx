'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  type CSSProperties,
  type ChangeEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { showControls } from '@/components/status/format';
import { Button } from '@/components/ui/button';
import { BodyRow } from './body-row';
import { copy } from './copy';
import { toggled, type RowSelection } from './selection';
import type { DataColumn, RowList } from './types';
import { useRowKeys } from './use-row-keys';
import type { TableState } from './use-table-state';

/** *Units*: CSS pixels. */
const ROW_HEIGHTS = { compact: 36, comfortable: 44, card: 60 } as const;
/** The next page is fetched when the view is this many rows from the end. */
const ROWS_AHEAD = 60;

type VirtualBodyProps<Row extends { id: string }> = {
  rows: readonly Row[];
  columns: readonly DataColumn<Row>[];
  list: RowList<Row>;
  state: TableState;
  selection: RowSelection<Row> | undefined;
  scroller: RefObject<HTMLDivElement | null>;
  narrow: boolean;
  card: (row: Row) => ReactNode;
};

/** Renders only the rows in view and a few around them, inside a body as tall as all rows. */
export function VirtualBody<Row extends { id: string }>(props: VirtualBodyProps<Row>) {
  'use no memo';
  const { rows, columns, list, state, selection, scroller, narrow, card } = props;
  const height = ROW_HEIGHTS[narrow ? 'card' : state.density];
  // eslint-disable-next-line react-hooks/incompatible-library -- not compiled, see 'use no memo': it changes inside while staying the same object
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    // Safe because of `overscan`: rows around those in view are rendered already, so new ones can wait.
    useFlushSync: false,
    scrollPaddingStart: 40,
    scrollPaddingEnd: 48,
  });
  useEffect(() => virtualizer.measure(), [height, virtualizer]);
  const items = virtualizer.getVirtualItems();
  useNextPages(list, (items.at(-1)?.index ?? 0) >= rows.length - ROWS_AHEAD);
  const toggle = selection && ((id: string) => selection.set((ids) => toggled(ids, id)));
  const active = useRowKeys({
    rowIds: () => rows.map(({ id }) => id),
    state,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
    toggle,
    scroller,
  });
  return (
    <>
      <tbody
        role="rowgroup"
        className="relative block"
        style={sheetStyle(height, rows.length)}
        onClick={(event) => {
          const index = clickedRow(event);
          if (index !== null) active.open(index);
        }}
        onChange={(event) => {
          const id = rowIdOf(event);
          if (id !== undefined) toggle?.(id);
        }}
      >
        {items.map(({ index }) => {
          const row = rows[index];
          return row ? (
            <BodyRow
              key={row.id}
              row={row}
              columns={columns}
              index={index}
              selected={selection ? selection.ids.has(row.id) : null}
              name={selection ? showControls(selection.rowName(row)).slice(0, 200) : ''}
              open={state.open === row.id}
              active={active.index === index}
              card={narrow ? card : null}
            />
          ) : null;
        })}
      </tbody>
      {list.isFetchNextPageError ? <NextPageFailed list={list} /> : null}
    </>
  );
}

function sheetStyle(height: number, rows: number): CSSProperties & Record<'--row-height', string> {
  return { '--row-height': `${height}px`, height: height * rows };
}

/** Index of the row to open; `null` if the click was on a link or control, or selected text. */
function clickedRow({ target }: MouseEvent): number | null {
  if (!(target instanceof Element) || target.closest('a, input, label')) return null;
  const row = target.closest<HTMLElement>('[data-row]');
  // A click that ends a text selection shouldn't open the row.
  const selectedText = (window.getSelection()?.toString().length ?? 0) > 0;
  return row === null || selectedText ? null : Number(row.dataset.index);
}

function rowIdOf({ target }: ChangeEvent<HTMLElement>): string | undefined {
  return target.closest<HTMLElement>('[data-row]')?.dataset.row;
}

function NextPageFailed<Row>({ list }: { list: RowList<Row> }) {
  return (
    <tbody role="rowgroup" className="block">
      <tr role="row" className="block">
        <td role="cell" className="block px-4 py-2">
          <span role="alert" className="mr-3 text-sm text-muted-foreground">
            {copy.rows.moreFailed}
          </span>
          <Button size="sm" onClick={() => void list.fetchNextPage()}>
            {copy.rows.retry}
          </Button>
        </td>
      </tr>
    </tbody>
  );
}

/**
 * Fetches the next page once per answer while the end is near. It doesn't read `isFetchingNextPage`, because
 * a change of that would render the whole screen.
 */
function useNextPages<Row>(list: RowList<Row>, near: boolean): void {
  const { dataUpdatedAt, fetchNextPage } = list;
  const wanted = near && list.hasNextPage && !list.isPlaceholderData && !list.isFetchNextPageError;
  useEffect(() => {
    if (wanted) void fetchNextPage();
  }, [wanted, dataUpdatedAt, fetchNextPage]);
}
