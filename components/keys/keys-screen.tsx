'use client';
import dynamic from 'next/dynamic';
import type { KeyRow } from '@/lib/contract';
import { keyFacetsQuery, keysQuery } from '@/lib/client';
import { KEYS_TABLE } from '@/lib/contract/tables';
import type { ResourceDefinition, ResourceProps } from '@/components/table/resource-definition';
import { ResourceTable } from '@/components/table/resource-table';
import { CoverageChip } from '@/components/status/coverage-chip';
import { holderLabel } from '@/components/status/holder';
import { KEY_COLUMNS } from './columns';
import { copy } from './copy';
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

/** The coverage, and a filter for keys that this audit didn't see again. */
function CoverageNote({ audit, state }: ResourceProps) {
  return (
    <>
      {audit.keys_not_seen > 0 && !state.narrowed ? (
        <button
          type="button"
          className="underline decoration-dotted underline-offset-4 hover:text-foreground"
          onClick={() => state.setFilter('state', ['not-seen', 'holder-left'])}
        >
          {copy.head.notRechecked(audit.keys_not_seen)}
        </button>
      ) : null}
      <span aria-hidden>·</span>
      <CoverageChip audit={audit} plain />
    </>
  );
}

function holderOf(rows: readonly KeyRow[], id: string): string {
  const row = rows.find(({ user_id }) => user_id === id);
  return row ? holderLabel(row) : id;
}
