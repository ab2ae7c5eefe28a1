import type { TableQuery, TableSchema } from '@/lib/contract/tables';

/**
 * Query parameters of a table's endpoints and exports, as the contract spells them: filters as
 * `name=value,value`, `q`, `sort=column.asc|desc`. What is at its default is left out.
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

/** All filters of a table, those of ids included. */
export function filterNames(schema: TableSchema): string[] {
  return [...Object.keys(schema.filters), ...schema.idFilters];
}

/**
 * The query that a URL asks of a table. What the schema does not know is dropped: a link of an
 * older version still opens, with what it still can say.
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

/** Longest search text that is sent. */
export const MAX_SEARCH_LENGTH = 200;

function parseValues(schema: TableSchema, name: string, text: string | null | undefined): string[] {
  if (!text) return [];
  const values = [...new Set(text.split(',').filter(Boolean))];
  const known = schema.filters[name];
  return known ? known.filter((value) => values.includes(value)) : values;
}

/** The sort that `text` names, else the table's default. */
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
