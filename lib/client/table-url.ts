'use client';
import { parseAsString, parseAsStringLiteral } from 'nuqs';
import type { TableSchema } from '@/lib/contract/tables';
import { filterNames } from './table-query';

const DENSITIES = ['compact', 'comfortable'] as const;
export type Density = (typeof DENSITIES)[number];

/** URL parameters of a table besides its filters. */
const VIEW_PARSERS = {
  q: parseAsString,
  sort: parseAsString,
  columns: parseAsString,
  density: parseAsStringLiteral(DENSITIES).withDefault('compact'),
};

/** nuqs parsers for a table's URL state: its filters, and its view. */
export function tableUrlParsers(schema: TableSchema) {
  const filters: Record<string, typeof parseAsString> = Object.fromEntries(
    filterNames(schema).map((name) => [name, parseAsString]),
  );
  return { filters, view: VIEW_PARSERS };
}
