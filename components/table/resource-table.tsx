'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Audit } from '@/lib/contract';
import { useShellSession } from '@/components/shell/session-context';
import { isUnderWay } from '@/components/shell/use-audits';
import { useImpersonationWords } from '@/components/shell/use-impersonation-words';
import { WithShownAudit } from '@/components/shell/with-shown-audit';
import { DataTable } from './data-table';
import { FilterRow } from './filter-row';
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
  const { text, idFilterText, card, Empty, Panel, selection } = definition;
  const state = useTableState(definition.schema, definition.openParameter);
  const refetchInterval = isUnderWay(audit) && FILLING_MS;
  const list = useInfiniteQuery({ ...definition.rows(audit.id, state.query), refetchInterval });
  const facets = useQuery({
    ...definition.facets(audit.id, state.query),
    refetchInterval,
    // The same database answers both queries, so fetch the rows first.
    enabled: !list.isPlaceholderData,
  }).data;
  const session = useShellSession();
  const [selected, setSelected] = useState(NONE_SELECTED);
  const shown = { audit, state };
  const columns = definition.columns(audit);
  const rows = list.data ?? [];
  return (
    <div className="flex h-full">
      <div className="relative flex min-w-0 flex-1 flex-col">
        <ResourceHead definition={definition} shown={shown} columns={columns} facets={facets} />
        <FilterRow
          offers={definition.filters(session)}
          state={state}
          facets={facets}
          idWords={(name, ids) => idFilterText?.(name, ids, rows)}
        />
        <div className="min-h-0 flex-1 border-t">
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
        </div>
        {selection && selected.size > 0 ? (
          <selection.Bar
            audit={audit}
            query={state.query}
            ids={[...selected]}
            rows={rows.filter(({ id }) => selected.has(id))}
            onClear={() => setSelected(NONE_SELECTED)}
          />
        ) : null}
      </div>
      {state.open === null ? null : (
        <Panel
          audit={audit}
          id={state.open}
          row={rows.find(({ id }) => id === state.open)}
          onClose={() => state.setOpen(null)}
        />
      )}
    </div>
  );
}
