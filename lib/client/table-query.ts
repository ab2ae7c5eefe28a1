import type { TableQuery, TableSchema } from '@/lib/contract/tables';

/**
 * Query parameters of a table's endpoints and exports: filters as `name=value,value`, `q`, and
 * `sort=column.asc|desc`. Omits defaults.
 */
export function tableParameters(schema: TableSchema, query: TableQuery): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of filterNames(schema)) {
    const values = query.filters[name];
    if (values && values.length > 0) parameters.set(name, values.join(','));
  }
  if (query.q) parameters.set('q', query.q);
  const sort = `${query.sort.column}.${query.sort.direction}`;
  if (sort !== schema.defaultSort) parameters.set('sort', sort);
  return parameters;
}

/** All filters of a table, including id filters. */
export function filterNames(schema: TableSchema): string[] {
  return [...Object.keys(schema.filters), ...schema.idFilters];
}

/**
 * Parses a table's query from a URL. Drops filters, values and sorts that the schema doesn't have, so
 * that links from older versions still work.
 */
export function parseTableQuery(
  schema: TableSchema,
  read: (name: string) => string | null | undefined,
): TableQuery {
  const filters: Record<string, string[]> = {};
  for (const name of filterNames(schema)) {
    const values = parseValues(schema, name, read(name));
    if (values.length > 0) filters[name] = values;
  }
  const q = read('q')?.trim();
  return {
    q: q ? q.slice(0, MAX_SEARCH_LENGTH) : null,
    filters,
    sort: parseSort(schema, read('sort')),
  };
}

/** The values of closed filters in a URL that `parseTableQuery` drops, such as `verdict=banana`. */
export function unknownValues(
  schema: TableSchema,
  read: (name: string) => string | null | undefined,
): { name: string; value: string }[] {
  return Object.entries(schema.filters).flatMap(([name, known]) =>
    splitValues(read(name))
      .filter((value) => !known.includes(value))
      .map((value) => ({ name, value })),
  );
}

/** Longer search text is cut off, because the server would refuse it. */
export const MAX_SEARCH_LENGTH = 200;

function parseValues(schema: TableSchema, name: string, text: string | null | undefined): string[] {
  const values = splitValues(text);
  const known = schema.filters[name];
  return known ? known.filter((value) => values.includes(value)) : values;
}

const splitValues = (text: string | null | undefined): string[] => [
  ...new Set(text?.split(',').filter(Boolean)),
];

/** Parses a sort; falls back to the table's default. */
export function parseSort(
  schema: TableSchema,
  text: string | null | undefined,
): TableQuery['sort'] {
  const [column, direction] = (text ?? '').split('.');
  if (column && schema.sorts.includes(column) && (direction === 'asc' || direction === 'desc'))
    return { column, direction };
  const [defaultColumn = '', defaultDirection] = schema.defaultSort.split('.');
  return { column: defaultColumn, direction: defaultDirection === 'asc' ? 'asc' : 'desc' };
}
