'use client';
import { useTable, type ColumnDef, type RowSelectionState } from '@tanstack/react-table';
import { useRef, type ReactNode, type UIEvent } from 'react';
import { ErrorPanel } from '@/components/status/error-panel';
import { TableSkeleton } from '@/components/status/skeletons';
import { cn } from '@/components/ui/cn';
import { features, type Features } from './features';
import { HeaderRow } from './header-row';
import { shownColumns } from './shown-columns';
import type { DataColumn, RowList } from './types';
import { useIsNarrow } from './use-is-narrow';
import type { TableState } from './use-table-state';
import { VirtualBody } from './virtual-body';

/** Width of the column of checkboxes. *Units*: CSS pixels. */
const CHECKBOX_WIDTH = 36;

type Selection = {
  ids: RowSelectionState;
  set: (ids: RowSelectionState) => void;
};

type DataTableProps<Row> = {
  /** Accessible name. */
  label: string;
  columns: readonly DataColumn<Row>[];
  list: RowList<Row>;
  /** How many rows there are in all; `null` while that is not known. */
  total: number | null;
  state: TableState;
  /** Given: rows can be selected. */
  selection?: Selection;
  /** The row as a card of two lines, for small screens. */
  card: (row: Row) => ReactNode;
  /** What stands in the table's place when no row fits. */
  empty: ReactNode;
};

/** The one table: rows by the page from the server, drawn only where one looks. */
export function DataTable<Row extends { id: string }>(props: DataTableProps<Row>) {
  const { label, list, empty } = props;
  // An empty answer to the filter before says nothing of this one.
  const waiting = list.isPlaceholderData && list.data?.length === 0;
  if (list.isPending || waiting) return <TableSkeleton rows={16} />;
  if (!list.data)
    return (
      <ErrorPanel
        title={`${label} could not be loaded.`}
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  if (list.data.length === 0) return empty;
  return <Rows {...props} rows={list.data} />;
}

/**
 * Tells the styles whether the table is scrolled sideways. Before the rows are drawn (capture), so
 * that reading the place forces no layout, and only on a change, since it restyles every cell.
 */
function markAside({ currentTarget }: UIEvent<HTMLElement>): void {
  const aside = String(currentTarget.scrollLeft > 0);
  if (currentTarget.dataset.aside !== aside) currentTarget.dataset.aside = aside;
}

function Rows<Row extends { id: string }>({
  label,
  columns,
  list,
  total,
  state,
  selection,
  card,
  rows,
}: Omit<DataTableProps<Row>, 'empty'> & { rows: Row[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useIsNarrow();
  const shown = shownColumns(columns, state.columns);
  const columnDefs: ColumnDef<Features, Row>[] = columns.map((column) => ({
    id: column.id,
    header: column.header,
    cell: ({ row }) => column.cell(row.original),
  }));
  const table = useTable({
    features,
    columns: columnDefs,
    data: rows,
    getRowId: (row) => row.id,
    enableRowSelection: selection !== undefined,
    state: {
      columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, shown.includes(id)])),
      rowSelection: selection?.ids ?? {},
    },
    onRowSelectionChange: (update) =>
      selection?.set(typeof update === 'function' ? update(selection.ids) : update),
  });
  const visible = columns.filter(({ id }) => shown.includes(id));
  const width = visible.reduce((sum, column) => sum + column.width, CHECKBOX_WIDTH);
  return (
    <div
      ref={scroller}
      className="group/scroller relative h-full overflow-auto overscroll-contain bg-background"
      onScrollCapture={markAside}
    >
      <table
        role="table"
        aria-label={label}
        aria-rowcount={(total ?? rows.length) + 1}
        aria-busy={list.isPlaceholderData}
        className={cn(
          'w-full table-fixed border-separate border-spacing-0 transition-opacity',
          list.isPlaceholderData && 'opacity-55',
        )}
        style={narrow ? undefined : { minWidth: width }}
      >
        {narrow ? null : (
          <colgroup>
            {selection ? <col style={{ width: CHECKBOX_WIDTH }} /> : null}
            {visible.map(({ id, width: columnWidth }) => (
              <col key={id} style={{ width: columnWidth }} />
            ))}
          </colgroup>
        )}
        <HeaderRow
          columns={visible}
          state={state}
          narrow={narrow}
          selection={
            selection && {
              all: table.getIsAllRowsSelected(),
              some: table.getIsSomeRowsSelected(),
              toggle: (checked) => table.toggleAllRowsSelected(checked),
            }
          }
        />
        <VirtualBody
          table={table}
          model={table.getRowModel().rows}
          columns={visible}
          list={list}
          state={state}
          scroller={scroller}
          narrow={narrow}
          card={card}
        />
      </table>
    </div>
  );
}
