'use client';
import { useRef, type CSSProperties, type ReactNode, type UIEvent } from 'react';
import { ErrorPanel } from '@/components/status/error-panel';
import { TableSkeleton } from '@/components/status/skeletons';
import { cn } from '@/components/ui/cn';
import { copy } from './copy';
import { HeaderRow } from './header-row';
import { isLoading } from './is-loading';
import { allSelection, type RowSelection } from './selection';
import { shownColumns } from './shown-columns';
import type { DataColumn, RowList } from './types';
import { useIsNarrow } from './use-is-narrow';
import type { TableState } from './use-table-state';
import { VirtualBody } from './virtual-body';

/** Width of the checkbox column. *Units*: CSS pixels. */
const CHECKBOX_WIDTH = 36;

type DataTableProps<Row> = {
  label: string;
  columns: readonly DataColumn<Row>[];
  list: RowList<Row>;
  /** Number of rows on the server; `null` while unknown. */
  total: number | null;
  state: TableState;
  /** If set, rows can be selected. */
  selection?: RowSelection<Row>;
  /** Draws the row as a two-line card, for small screens. */
  card: (row: Row) => ReactNode;
  /** Shown instead of the table when there are no rows. */
  empty: ReactNode;
};

/** The table for long lists: loads rows page by page and renders only those in view. */
export function DataTable<Row extends { id: string }>(props: DataTableProps<Row>) {
  const { list, empty } = props;
  if (isLoading(list)) return <TableSkeleton rows={16} />;
  if (!list.data)
    return (
      <ErrorPanel title={copy.rows.failed} error={list.error} onRetry={() => void list.refetch()} />
    );
  if (list.data.length === 0) return empty;
  return <Rows {...props} rows={list.data} />;
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
}: Omit<DataTableProps<Row>, 'empty'> & { rows: readonly Row[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useIsNarrow();
  const shown = shownColumns(columns, state.columns);
  const visible = columns.filter(({ id }) => shown.includes(id));
  return (
    <div
      ref={scroller}
      className="group/scroller relative h-full overflow-auto overscroll-contain bg-background [overflow-anchor:none]"
      onScrollCapture={markAside}
    >
      <table
        role="table"
        aria-label={label}
        aria-rowcount={(total ?? rows.length) + 1}
        aria-busy={list.isPlaceholderData}
        className={cn('block transition-opacity', list.isPlaceholderData && 'opacity-55')}
        style={narrow ? undefined : columnWidths(visible, selection !== undefined)}
      >
        <HeaderRow
          columns={visible}
          state={state}
          narrow={narrow}
          selection={selection && allSelection(selection, rows)}
        />
        <VirtualBody
          rows={rows}
          columns={visible}
          list={list}
          state={state}
          selection={selection}
          scroller={scroller}
          narrow={narrow}
          card={card}
        />
      </table>
    </div>
  );
}

/**
 * Sets `data-aside` while the table is scrolled sideways, for the sticky columns. It runs in the capture
 * phase, before rows are rendered, so that reading `scrollLeft` forces no layout. It writes only on a change,
 * because a change restyles every cell.
 */
function markAside({ currentTarget }: UIEvent<HTMLElement>): void {
  const aside = String(currentTarget.scrollLeft > 0);
  if (currentTarget.dataset.aside !== aside) currentTarget.dataset.aside = aside;
}

/**
 * Column widths, shared by all rows. Each row is its own grid: unlike with table layout, adding or removing a
 * row makes the browser lay out and paint only that row.
 */
function columnWidths<Row>(
  columns: readonly DataColumn<Row>[],
  selectable: boolean,
): CSSProperties & Record<'--columns', string> {
  const first = selectable ? CHECKBOX_WIDTH : 0;
  const tracks = columns.map(({ width }) => `minmax(0, ${width}fr)`).join(' ');
  return {
    '--columns': selectable ? `${first}px ${tracks}` : tracks,
    minWidth: columns.reduce((sum, { width }) => sum + width, first),
  };
}
