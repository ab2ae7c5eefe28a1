'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Audit } from '@/lib/contract';
import { memberFacetsQuery, membersQuery, tableUrlParsers } from '@/lib/client';
import { MEMBERS_TABLE } from '@/lib/contract/tables';
import { DataTable } from '@/components/table/data-table';
import { filterOffer as offer } from '@/components/table/filter-offer';
import { FilterRow, type FilterOffer } from '@/components/table/filter-row';
import { SelectionBar } from '@/components/table/selection-bar';
import type { SelectedIds } from '@/components/table/selection';
import { useTableState, type TableState } from '@/components/table/use-table-state';
import { isUnderWay } from '@/components/shell/use-audits';
import { useImpersonationWords } from '@/components/shell/use-impersonation-words';
import { WithShownAudit } from '@/components/shell/with-shown-audit';
import { EmptyState } from '@/components/status/empty-state';
import {
  ACCESS_WORDS,
  MEMBER_KIND_WORDS,
  MEMBER_REASON_WORDS,
  MEMBER_STATE_WORDS,
  VIA_WORDS,
} from '@/components/status/words';
import { Button } from '@/components/ui/button';
import { memberColumns } from './columns';
import { copy } from './copy';
import { MemberCard } from './member-card';
import { countMembers, ROSTER_WORDS } from '@/components/status/member-words';
import { MembersHead } from './members-head';
import { MOST_NAMED, useAuditAgain } from '@/components/shell/use-audit-again';

const MemberPanel = dynamic(() => import('./member-panel').then((m) => m.MemberPanel), {
  ssr: false,
});

const PARSERS = tableUrlParsers(MEMBERS_TABLE);
const NONE_SELECTED: SelectedIds = new Set();
/** How often the table refetches while the audit runs. */
const FILLING_MS = 2000;

export function MembersScreen() {
  const impersonated = useImpersonationWords();
  return (
    <WithShownAudit title={copy.screen.title} empty={copy.screen.empty(impersonated)}>
      {(audit) => <MembersOfAudit audit={audit} />}
    </WithShownAudit>
  );
}

const OFFERS: readonly FilterOffer[] = [
  { ...offer('state', copy.columns.coverage, MEMBER_STATE_WORDS), chips: true, onlyWithRows: true },
  { ...offer('reason', copy.columns.reason, MEMBER_REASON_WORDS), onlyWithRows: true },
  { ...offer('access', copy.columns.access, ACCESS_WORDS), onlyWithRows: true },
  { ...offer('via', copy.columns.method, VIA_WORDS), onlyWithRows: true },
  { ...offer('roster', copy.columns.memberList, ROSTER_WORDS), onlyWithRows: true },
  { ...offer('kind', copy.columns.kind, MEMBER_KIND_WORDS), onlyWithRows: true },
];

function MembersOfAudit({ audit }: { audit: Audit }) {
  const state = useTableState(MEMBERS_TABLE, PARSERS, 'member');
  const filling = isUnderWay(audit) && FILLING_MS;
  const list = useInfiniteQuery({
    ...membersQuery(audit.id, state.query),
    refetchInterval: filling,
  });
  const facets = useQuery({
    ...memberFacetsQuery(audit.id, state.query),
    refetchInterval: filling,
    // The same database answers both queries, so fetch the rows first.
    enabled: !list.isPlaceholderData,
  }).data;
  const [selected, setSelected] = useState<SelectedIds>(NONE_SELECTED);
  return (
    <div className="flex h-full">
      <div className="relative flex min-w-0 flex-1 flex-col">
        <MembersHead audit={audit} state={state} facets={facets} />
        <FilterRow offers={OFFERS} state={state} facets={facets} />
        <div className="min-h-0 flex-1 border-t">
          <DataTable
            label={copy.screen.title}
            columns={memberColumns(!isUnderWay(audit))}
            list={list}
            total={facets?.total ?? null}
            state={state}
            selection={{ ids: selected, set: setSelected }}
            card={(row) => <MemberCard row={row} judged={!isUnderWay(audit)} />}
            empty={<MembersEmpty audit={audit} state={state} />}
          />
        </div>
        <MemberSelectionBar
          audit={audit}
          ids={[...selected]}
          onClear={() => setSelected(NONE_SELECTED)}
        />
      </div>
      {state.open === null ? null : (
        <MemberPanel
          key={state.open}
          audit={audit}
          memberId={state.open}
          row={list.data?.find(({ id }) => id === state.open)}
          onClose={() => state.setOpen(null)}
        />
      )}
    </div>
  );
}

function MembersEmpty({ audit, state }: { audit: Audit; state: TableState }) {
  if (state.narrowed)
    return (
      <EmptyState
        title={copy.empty.filtered}
        action={<Button onClick={state.clear}>{copy.empty.clear}</Button>}
        className="px-4"
      >
        <p>{copy.empty.filteredHint(countMembers(audit))}</p>
      </EmptyState>
    );
  if (isUnderWay(audit))
    return (
      <EmptyState title={copy.empty.running} className="px-4">
        <p>{copy.empty.runningHint}</p>
      </EmptyState>
    );
  return (
    <EmptyState title={copy.empty.none} className="px-4">
      <p>{audit.status === 'complete' ? copy.empty.noneListed : copy.empty.notRead}</p>
    </EmptyState>
  );
}

function MemberSelectionBar({
  audit,
  ids,
  onClear,
}: {
  audit: Audit;
  ids: readonly string[];
  onClear: () => void;
}) {
  const again = useAuditAgain(audit.id);
  return (
    <SelectionBar count={ids.length} onClear={onClear}>
      {ids.length <= MOST_NAMED ? (
        <Button
          variant="ghost"
          size="sm"
          disabled={again.busy}
          onClick={() => {
            again.start(ids);
            onClear();
          }}
        >
          <RotateCw aria-hidden />
          {copy.selection.auditAgain}
        </Button>
      ) : (
        <span className="px-2 text-sm text-muted-foreground">
          {copy.selection.limit(MOST_NAMED)}
        </span>
      )}
    </SelectionBar>
  );
}
