'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactTable, Row as TableRowModel } from '@tanstack/react-table';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { BodyRow } from './body-row';
import type { Features } from './features';
import type { DataColumn, RowList } from './types';
import { useRowKeys } from './use-row-keys';
import type { TableState } from './use-table-state';

/** *Units*: CSS pixels. */
const ROW_HEIGHTS = { compact: 36, comfortable: 44, card: 60 } as const;
/** How many rows before the end the next page is asked for. */
const ROWS_AHEAD = 60;

type VirtualBodyProps<Row extends { id: string }> = {
  table: ReactTable<Features, Row>;
  model: readonly TableRowModel<Features, Row>[];
  columns: readonly DataColumn<Row>[];
  list: RowList<Row>;
  state: TableState;
  scroller: RefObject<HTMLDivElement | null>;
  narrow: boolean;
  card: (row: Row) => ReactNode;
};

/** Rows in view and a few around them; empty rows above and below keep the scroll height. */
export function VirtualBody<Row extends { id: string }>(props: VirtualBodyProps<Row>) {
  'use no memo';
  const { table, model, columns, list, state, scroller, narrow, card } = props;
  const height = ROW_HEIGHTS[narrow ? 'card' : state.density];
  // eslint-disable-next-line react-hooks/incompatible-library -- not compiled, see 'use no memo': it changes inside while staying the same object
  const virtualizer = useVirtualizer({
    count: model.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    scrollPaddingStart: 40,
    scrollPaddingEnd: 48,
  });
  useEffect(() => virtualizer.measure(), [height, virtualizer]);
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  useNextPages(list, lastIndex >= model.length - ROWS_AHEAD);
  const active = useRowKeys({
    rowIds: () => model.map(({ id }) => id),
    state,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
    toggle: table.options.enableRowSelection
      ? (index) => model[index]?.toggleSelected()
      : undefined,
    scroller,
  });
  const before = items.at(0)?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const selectable = table.options.enableRowSelection === true;
  const span = columns.length + (selectable ? 1 : 0);
  return (
    <tbody>
      {before > 0 ? <Gap height={before} span={span} /> : null}
      {items.map(({ index }) => {
        const row = model[index];
        return row ? (
          <BodyRow
            key={row.id}
            row={row}
            columns={columns}
            index={index}
            height={height}
            selected={selectable ? table.state.rowSelection[row.id] === true : null}
            open={state.open === row.id}
            active={active.index === index}
            card={narrow ? card : null}
            onOpen={active.open}
          />
        ) : null;
      })}
      {after > 0 ? <Gap height={after} span={span} /> : null}
      {list.isFetchNextPageError ? <NextPageFailed list={list} span={span} /> : null}
    </tbody>
  );
}

function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden role="presentation">
      <td colSpan={span} className="p-0" style={{ height }} />
    </tr>
  );
}

function NextPageFailed<Row>({ list, span }: { list: RowList<Row>; span: number }) {
  return (
    <tr role="row">
      <td role="cell" colSpan={span} className="px-4 py-2">
        <span role="alert" className="mr-3 text-sm text-muted-foreground">
          The next rows could not be loaded.
        </span>
        <Button size="sm" onClick={() => void list.fetchNextPage()}>
          Try again
        </Button>
      </td>
    </tr>
  );
}

/** Asks for the next page as the end comes near. */
function useNextPages<Row>(list: RowList<Row>, near: boolean): void {
  const wanted =
    near &&
    list.hasNextPage &&
    !list.isFetchingNextPage &&
    !list.isPlaceholderData &&
    !list.isFetchNextPageError;
  const fetchNext = useRef(list.fetchNextPage);
  useEffect(() => {
    fetchNext.current = list.fetchNextPage;
    if (wanted) void fetchNext.current();
  }, [wanted, list.fetchNextPage]);
}
