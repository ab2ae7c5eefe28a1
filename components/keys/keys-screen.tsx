'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Audit } from '@/lib/contract';
import { keyFacetsQuery, keysQuery, tableUrlParsers } from '@/lib/client';
import { KEYS_TABLE } from '@/lib/contract/tables';
import { DataTable } from '@/components/table/data-table';
import { FilterRow } from '@/components/table/filter-row';
import type { SelectedIds } from '@/components/table/selection';
import { useTableState } from '@/components/table/use-table-state';
import { isUnderWay } from '@/components/shell/use-audits';
import { useImpersonationWords } from '@/components/shell/use-impersonation-words';
import { WithShownAudit } from '@/components/shell/with-shown-audit';
import { KEY_COLUMNS } from './columns';
import { copy } from './copy';
import { useKeyFilters } from './filters';
import { holderLabel } from '@/components/status/holder';
import { KeyCard } from './key-card';
import { KeysHead } from './keys-head';

const KeyPanel = dynamic(() => import('./key-panel').then((m) => m.KeyPanel), { ssr: false });

const KeySelectionBar = dynamic(
  () => import('./key-selection-bar').then((m) => m.KeySelectionBar),
  { ssr: false },
);
const KeysEmpty = dynamic(() => import('./keys-empty').then((m) => m.KeysEmpty));

const PARSERS = tableUrlParsers(KEYS_TABLE);
const NONE_SELECTED: SelectedIds = new Set();
/** How often the table refetches while the audit runs. */
const FILLING_MS = 2000;

export function KeysScreen() {
  const impersonated = useImpersonationWords();
  return (
    <WithShownAudit title={copy.screen.title} empty={copy.screen.empty(impersonated)}>
      {(audit) => <KeysOfAudit audit={audit} />}
    </WithShownAudit>
  );
}

function KeysOfAudit({ audit }: { audit: Audit }) {
  const state = useTableState(KEYS_TABLE, PARSERS, 'key');
  const filling = isUnderWay(audit) && FILLING_MS;
  const list = useInfiniteQuery({ ...keysQuery(audit.id, state.query), refetchInterval: filling });
  const facets = useQuery({
    ...keyFacetsQuery(audit.id, state.query),
    refetchInterval: filling,
    // The same database answers both queries, so fetch the rows first.
    enabled: !list.isPlaceholderData,
  }).data;
  const [selected, setSelected] = useState<SelectedIds>(NONE_SELECTED);
  const selectedIds = [...selected];
  const offers = useKeyFilters();
  const rows = list.data ?? [];
  const holderOf = (id: string) => {
    const row = rows.find(({ user_id }) => user_id === id);
    return row ? holderLabel(row) : id;
  };
  const holders = state.query.filters.holder?.map(holderOf).join(', ');
  return (
    <div className="flex h-full">
      <div className="relative flex min-w-0 flex-1 flex-col">
        <KeysHead audit={audit} state={state} facets={facets} />
        <FilterRow
          offers={offers}
          state={state}
          facets={facets}
          idWords={(name) =>
            name === 'holder' && holders ? copy.screen.holder(holders) : undefined
          }
        />
        <div className="min-h-0 flex-1 border-t">
          <DataTable
            label={copy.screen.table}
            columns={KEY_COLUMNS}
            list={list}
            total={facets?.total ?? null}
            state={state}
            selection={{ ids: selected, set: setSelected }}
            card={(row) => <KeyCard row={row} />}
            empty={<KeysEmpty audit={audit} state={state} />}
          />
        </div>
        {selectedIds.length > 0 ? (
          <KeySelectionBar
            audit={audit}
            query={state.query}
            ids={selectedIds}
            rows={rows.filter(({ id }) => selected.has(id))}
            onClear={() => setSelected(NONE_SELECTED)}
          />
        ) : null}
      </div>
      {state.open === null ? null : (
        <KeyPanel
          auditId={audit.id}
          keyId={state.open}
          row={rows.find(({ id }) => id === state.open)}
          onClose={() => state.setOpen(null)}
        />
      )}
    </div>
  );
}
