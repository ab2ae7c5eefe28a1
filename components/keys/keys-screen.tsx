'use client';
import dynamic from 'next/dynamic';
import type { KeyRow } from '@/lib/contract';
import { keyFacetsQuery, keysQuery } from '@/lib/client';
import { KEYS_TABLE } from '@/lib/contract/tables';
import type { ResourceDefinition } from '@/components/table/resource-definition';
import { ResourceTable } from '@/components/table/resource-table';
import { holderLabel } from '@/components/status/holder';
import { KEY_COLUMNS } from './columns';
import { copy } from './copy';
import { CoverageNote } from './coverage-note';
import { keyFilters } from './filters';
import { KeyCard } from './key-card';
import { keyCountWords } from './key-count';

const KEYS: ResourceDefinition<KeyRow> = {
  schema: KEYS_TABLE,
  rows: keysQuery,
  facets: keyFacetsQuery,
  exportView: 'keys',
  openParameter: 'key',
  text: copy.screen,
  count: (facets, { audit, state }) => keyCountWords(facets, audit, state),
  HeadNote: CoverageNote,
  filters: keyFilters,
  idFilterText: (name, ids, rows) => {
    if (name === 'holder') return copy.filters.heldBy(ids.map((id) => holderOf(rows, id)));
    return name === 'workload' && ids.length === 1 ? copy.filters.ofWorkload : undefined;
  },
  columns: () => KEY_COLUMNS,
  card: (row) => <KeyCard row={row} />,
  Empty: dynamic(() => import('./keys-empty').then((m) => m.KeysEmpty)),
  Panel: dynamic(() => import('./key-panel').then((m) => m.KeyPanel), { ssr: false }),
  selection: {
    rowName: ({ name }) => name,
    Bar: dynamic(() => import('./key-selection-bar').then((m) => m.KeySelectionBar), {
      ssr: false,
    }),
  },
};

export function KeysScreen() {
  return <ResourceTable definition={KEYS} />;
}

function holderOf(rows: readonly KeyRow[], id: string): string {
  const row = rows.find(({ user_id }) => user_id === id);
  return row ? holderLabel(row) : id;
}
