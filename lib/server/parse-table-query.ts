import { MAX_PAGE_ROWS, type TableQuery, type TableSchema } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';

const LONGEST_SEARCH = 200;
/** A selection's ids are in the URL, which holds about this many. */
const MOST_VALUES = 1000;
const DEFAULT_PAGE_ROWS = 100;

/**
 * Parses a table's query from a URL. Strict, unlike the browser's parsing of its address bar, because
 * dropping an unknown filter would return rows that the caller didn't ask for.
 * *Errors*: `bad-request`, which says what is allowed.
 */
export function parseTableQuery(schema: TableSchema, search: URLSearchParams): TableQuery {
  const filters: Record<string, readonly string[]> = {};
  for (const name of filterNames(schema)) {
    const values = valuesOf(schema, name, search);
    if (values.length > 0) filters[name] = values;
  }
  const q = search.get('q')?.trim() ?? '';
  if (q.length > LONGEST_SEARCH) refuse(`q can have at most ${LONGEST_SEARCH} characters.`);
  return { q: q === '' ? null : q, filters, sort: parseSort(schema, search.get('sort')) };
}

/** All query parameters that a table accepts. */
export function tableParameterNames(schema: TableSchema): string[] {
  return [...filterNames(schema), 'q', 'sort'];
}

/** *Errors*: `bad-request` for an unknown or repeated parameter. */
export function refuseUnknownParameters(search: URLSearchParams, known: readonly string[]): void {
  for (const name of new Set(search.keys())) {
    if (!known.includes(name)) {
      const allowed = known.length === 0 ? 'none' : known.join(', ');
      refuse(`Unknown parameter “${name.slice(0, 60)}”. Allowed: ${allowed}.`);
    }
    if (search.getAll(name).length > 1) {
      refuse(`${name} can be given only once. Separate several values with commas.`);
    }
  }
}

/** Parses `limit` and `starting_after` of a list. *Errors*: `bad-request`. */
export function parsePage(search: URLSearchParams): {
  limit: number;
  startingAfter: string | null;
} {
  const text = search.get('limit') ?? String(DEFAULT_PAGE_ROWS);
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_PAGE_ROWS) {
    refuse(`limit must be a whole number from 1 to ${MAX_PAGE_ROWS}.`);
  }
  const startingAfter = search.get('starting_after');
  return { limit, startingAfter: startingAfter === '' ? null : startingAfter };
}

function filterNames(schema: TableSchema): string[] {
  return [...Object.keys(schema.filters), ...schema.idFilters];
}

function valuesOf(schema: TableSchema, name: string, search: URLSearchParams): string[] {
  const text = search.get(name) ?? '';
  const values = [...new Set(text.split(',').filter((value) => value !== ''))];
  if (values.length > MOST_VALUES) refuse(`${name} can have at most ${MOST_VALUES} values.`);
  const known = schema.filters[name];
  const unknown = known && values.find((value) => !known.includes(value));
  if (known && unknown !== undefined) {
    refuse(`${name} can’t be “${unknown.slice(0, 60)}”. Allowed: ${known.join(', ')}.`);
  }
  return values;
}

function parseSort(schema: TableSchema, text: string | null): TableQuery['sort'] {
  const [column = '', direction, ...rest] = (text ?? schema.defaultSort).split('.');
  const known = schema.sorts.includes(column) && rest.length === 0;
  if (known && (direction === 'asc' || direction === 'desc')) return { column, direction };
  return refuse(
    `sort must be column.asc or column.desc, with one of these columns: ${schema.sorts.join(', ')}.`,
  );
}

function refuse(message: string): never {
  throw new AppError('bad-request', message);
}
