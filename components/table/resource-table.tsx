'use client';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Audit } from '@/lib/contract';
import { cn } from '@/components/ui/cn';
import { useShellSession } from '@/components/shell/session-context';
import { isUnderWay } from '@/components/shell/use-audits';
import { useImpersonationWords } from '@/components/shell/use-impersonation-words';
import { WithShownAudit } from '@/components/shell/with-shown-audit';
import { DataTable } from './data-table';
import { FilterRow } from './filter-row';
import { Print } from './print';
import type { ResourceDefinition } from './resource-definition';
import { ResourceHead } from './resource-head';
import type { SelectedIds } from './selection';
import { useTableState } from './use-table-state';

const NONE_SELECTED: SelectedIds = new Set();
/** How often the table refetches while the audit runs. */
const FILLING_MS = 2000;

type ResourceTableProps<Row extends { id: string }> = { definition: ResourceDefinition<Row> };

/** A screen with one table of what an audit found: head, filters, rows, selection bar and side panel. */
export function ResourceTable<Row extends { id: string }>({ definition }: ResourceTableProps<Row>) {
  const { title, beforeFirstAudit } = definition.text;
  return (
    <WithShownAudit title={title} empty={beforeFirstAudit(useImpersonationWords())}>
      {(audit) => <TableOfAudit definition={definition} audit={audit} />}
    </WithShownAudit>
  );
}

function TableOfAudit<Row extends { id: string }>({
  definition,
  audit,
}: ResourceTableProps<Row> & { audit: Audit }) {
  // It renders only when its data or the selection changes, so caching its parts would only add code.
  'use no memo';
  const { text, idFilterText, card, Empty, Panel, selection } = definition;
  const state = useTableState(definition.schema, definition.openParameter);
  const refetchInterval = isUnderWay(audit) && FILLING_MS;
  const options = definition.rows(audit.id, state.query);
  const list = useInfiniteQuery({ ...options, refetchInterval });
  const facets = useQuery({
    ...definition.facets(audit.id, state.query),
    refetchInterval,
    // The same database answers both queries, so fetch the rows first.
    enabled: !list.isPlaceholderData,
  }).data;
  const session = useShellSession();
  const client = useQueryClient();
  const [selected, setSelected] = useState(NONE_SELECTED);
  const [printing, setPrinting] = useState(false);
  const shown = { audit, state };
  const columns = definition.columns(audit);
  const rows = list.data ?? [];
  const selectAll = async () => {
    const { loadAllRows } = await import('@/lib/client/load-all-rows');
    const all = await loadAllRows(client, options);
    setSelected((before) => new Set([...before, ...all.map(({ id }) => id)]));
  };
  return (
    <>
      <div className="relative flex h-full flex-col print:hidden">
        <ResourceHead
          definition={definition}
          shown={shown}
          columns={columns}
          facets={facets}
          onPrint={() => setPrinting(true)}
        />
        <FilterRow
          offers={definition.filters(session)}
          state={state}
          facets={facets}
          idWords={(name, ids) => idFilterText?.(name, ids, rows)}
        />
        <div className="relative min-h-0 flex-1 border-t">
          <DataTable
            label={text.table}
            columns={columns}
            list={list}
            total={facets?.total ?? null}
            state={state}
            selection={selection && { ids: selected, set: setSelected, rowName: selection.rowName }}
            card={(row) => card(row, audit)}
            empty={<Empty {...shown} />}
          />
          {state.open === null ? null : (
            <Panel
              audit={audit}
              id={state.open}
              row={rows.find(({ id }) => id === state.open)}
              onClose={() => state.setOpen(null)}
            />
          )}
        </div>
        {selection && selected.size > 0 ? (
          // Beside the open panel, not under it.
          <div className={cn('absolute inset-x-0 bottom-0', state.open !== null && 'lg:right-130')}>
            <selection.Bar
              audit={audit}
              query={state.query}
              ids={[...selected]}
              rows={rows.filter(({ id }) => selected.has(id))}
              selectAll={
                facets && list.hasNextPage && rows.every(({ id }) => selected.has(id))
                  ? { total: facets.total, select: selectAll }
                  : null
              }
              onClear={() => setSelected(NONE_SELECTED)}
            />
          </div>
        ) : null}
      </div>
      <Print
        definition={definition}
        shown={shown}
        facets={facets}
        printing={printing}
        onChange={setPrinting}
      />
    </>
  );
}
