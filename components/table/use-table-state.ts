'use client';
import { parseAsString, useQueryState, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { parseTableQuery, tableUrlParsers, unknownValues, type Density } from '@/lib/client';
import type { TableQuery, TableSchema } from '@/lib/contract/tables';

export type TableState = {
  schema: TableSchema;
  /** The query sent to the server. */
  query: TableQuery;
  /** Whether a filter or a search is set. */
  narrowed: boolean;
  /** Filter values in the URL that the table doesn't have, and so ignores. */
  unknown: readonly { name: string; value: string }[];
  /** Removes the unknown values from the URL. */
  clearUnknown: () => void;
  setFilter: (name: string, values: readonly string[]) => void;
  setSearch: (text: string) => void;
  /** Sorts by this column; the same column again reverses the direction. */
  sortBy: (column: string) => void;
  clear: () => void;
  /** Ids of the shown columns; `null` for the defaults. */
  columns: readonly string[] | null;
  setColumns: (columns: readonly string[] | null) => void;
  density: Density;
  setDensity: (density: Density) => void;
  /** Id of the row whose panel is open. */
  open: string | null;
  setOpen: (id: string | null) => void;
};

/** Columns whose first click sorts descending: the worst, the latest or the most first. */
const DESCENDING_FIRST = [
  'severity',
  'verdict',
  'state',
  'keys',
  'first_seen_at',
  'audited_at',
  'at',
];

/**
 * All state of a table. It lives in the URL, so that a link shows a colleague the same view. `openParameter`
 * is the URL parameter of the open row, such as "key".
 */
export function useTableState(schema: TableSchema, openParameter: string): TableState {
  const [parsers] = useState(() => tableUrlParsers(schema));
  const [filters, setFilters] = useQueryStates(parsers.filters);
  const [view, setView] = useQueryStates(parsers.view);
  const [open, setOpen] = useQueryState(openParameter, parseAsString);
  const query = parseTableQuery(schema, (name) =>
    name === 'q' || name === 'sort' ? view[name] : filters[name],
  );
  const unknown = unknownValues(schema, (name) => filters[name]);
  return {
    schema,
    query,
    unknown,
    clearUnknown: () =>
      void setFilters(
        Object.fromEntries(
          unknown.map(({ name }) => [name, query.filters[name]?.join(',') ?? null]),
        ),
      ),
    narrowed: query.q !== null || Object.keys(query.filters).length > 0,
    setFilter: (name, values) =>
      void setFilters({ [name]: values.length > 0 ? values.join(',') : null }),
    setSearch: (text) => void setView({ q: text.trim() || null }),
    sortBy: (column) => void setView({ sort: nextSort(schema, query.sort, column) }),
    clear: () => {
      void setFilters(null);
      void setView({ q: null });
    },
    columns: view.columns?.split(',') ?? null,
    setColumns: (columns) => void setView({ columns: columns?.join(',') ?? null }),
    density: view.density,
    setDensity: (density) => void setView({ density }),
    open,
    setOpen: (id) =>
      void setOpen(id, { history: id !== null && open === null ? 'push' : 'replace' }),
  };
}

function nextSort(schema: TableSchema, sort: TableQuery['sort'], column: string): string | null {
  const first = DESCENDING_FIRST.includes(column) ? 'desc' : 'asc';
  const turned = sort.direction === 'asc' ? 'desc' : 'asc';
  const next = `${column}.${sort.column === column ? turned : first}`;
  return next === schema.defaultSort ? null : next;
}
