import type { Audit } from '@/lib/contract';
import type { Facets } from '@/lib/contract/tables';
import type { TableState } from '@/components/table/use-table-state';
import { copy } from './copy';

/**
 * How many keys the table shows. Every total counts the keys that the audit listed; rows from earlier audits
 * are counted apart.
 */
export function keyCountWords(
  facets: Facets,
  { keys }: Pick<Audit, 'keys'>,
  { query, narrowed }: Pick<TableState, 'query' | 'narrowed'>,
): string {
  if (!narrowed) return copy.head.keys(keys);
  const states = query.filters.state;
  const of = (state: string) =>
    states === undefined || states.includes(state)
      ? (facets.facets.state?.find(({ value }) => value === state)?.count ?? 0)
      : 0;
  const parts = [copy.head.filtered(of('seen'), keys)];
  const notRechecked = of('not-seen') + of('holder-left');
  if (notRechecked > 0) parts.push(copy.head.notRechecked(notRechecked));
  // Keys that are no longer listed are shown only if the state filter asks for them.
  if (states?.includes('gone')) parts.push(copy.head.gone(of('gone')));
  return parts.join(' · ');
}
