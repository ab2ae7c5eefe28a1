import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEYS_TABLE } from '@/lib/contract/tables';
import { exportUrl } from './export-url';
import { replacementsExportUrl } from './replacements';
import {
  filterNames,
  parseSort,
  parseTableQuery,
  tableParameters,
  unknownValues,
} from './table-query';

const parse = (search: string) => {
  const parameters = new URLSearchParams(search);
  return parseTableQuery(KEYS_TABLE, (name) => parameters.get(name));
};

describe('parseTableQuery', () => {
  it('reads filters, search and sort', () => {
    expect(parse('verdict=replace,revoke&q=%20ci%20&sort=name.asc&holder=u1')).toEqual({
      q: 'ci',
      filters: { verdict: ['replace', 'revoke'], holder: ['u1'] },
      sort: { column: 'name', direction: 'asc' },
    });
  });

  it('drops what the table does not know and keeps the rest', () => {
    expect(parse('verdict=replace,banana&colour=red&sort=colour.asc')).toEqual({
      q: null,
      filters: { verdict: ['replace'] },
      sort: { column: 'priority', direction: 'asc' },
    });
  });

  it('names the values that it drops', () => {
    const read = (name: string) =>
      new URLSearchParams('verdict=replace,banana,,banana&age=old&holder=u1').get(name);
    expect(unknownValues(KEYS_TABLE, read)).toEqual([
      { name: 'verdict', value: 'banana' },
      { name: 'age', value: 'old' },
    ]);
    expect(unknownValues(KEYS_TABLE, () => null)).toEqual([]);
  });

  it('refuses a direction that is none', () => {
    expect(parseSort(KEYS_TABLE, 'name.up')).toEqual({ column: 'priority', direction: 'asc' });
  });

  it('gives back what tableParameters wrote, for any choice of filters', () => {
    const choice = fc.record(
      Object.fromEntries(
        Object.entries(KEYS_TABLE.filters).map(([name, values]) => [
          name,
          fc.subarray([...values] as string[]),
        ]),
      ),
    );
    fc.assert(
      fc.property(
        choice,
        fc.constantFrom(...KEYS_TABLE.sorts),
        fc.constantFrom('asc' as const, 'desc' as const),
        fc.string({ maxLength: 50 }),
        (chosen, column, direction, text) => {
          const filters = Object.fromEntries(
            Object.entries(chosen).filter(([, values]) => values.length > 0),
          );
          const query = { q: text.trim() || null, filters, sort: { column, direction } };
          expect(parse(tableParameters(KEYS_TABLE, query).toString())).toEqual(query);
        },
      ),
    );
  });

  it('has no filter that clashes with a parameter of paging or export', () => {
    for (const name of ['q', 'sort', 'limit', 'starting_after', 'format', 'view', 'audit', 'key'])
      expect(filterNames(KEYS_TABLE)).not.toContain(name);
  });
});

describe('exportUrl', () => {
  it('exports the same filters in the same order as the table shows', () => {
    const query = parse('verdict=replace&q=ci&sort=name.asc');
    expect(exportUrl({ auditId: 'a1', view: 'keys', table: { schema: KEYS_TABLE, query } })).toBe(
      '/api/v1/audits/a1/export?format=csv&view=keys&bom=1&verdict=replace&q=ci&sort=name.asc',
    );
  });

  it('asks for a byte order mark in each CSV, and in nothing else', () => {
    expect(exportUrl({ auditId: 'a1', view: 'members' })).toContain('bom=1');
    expect(exportUrl({ auditId: 'a1', view: 'members', format: 'json' })).not.toContain('bom');
    const query = {
      q: null,
      filters: {},
      sort: { column: 'updated_at', direction: 'desc' },
    } as const;
    expect(replacementsExportUrl('acme', query)).toContain('/replacements/export?bom=1');
  });

  it('exports chosen rows alone', () => {
    expect(exportUrl({ auditId: 'a1', view: 'keys', ids: ['k1', 'k2'] })).toBe(
      '/api/v1/audits/a1/export?format=csv&view=keys&bom=1&id=k1%2Ck2',
    );
  });
});
