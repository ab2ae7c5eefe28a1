'use client';
import { RotateCw } from 'lucide-react';
import dynamic from 'next/dynamic';
import type { Audit, MemberRow } from '@/lib/contract';
import { memberFacetsQuery, membersQuery } from '@/lib/client';
import { MEMBERS_TABLE } from '@/lib/contract/tables';
import { filterOffer as offer, type FilterOffer } from '@/components/table/filter-offer';
import { NoRows } from '@/components/table/no-rows';
import type {
  ResourceDefinition,
  ResourceProps,
  ResourceSelectionProps,
} from '@/components/table/resource-definition';
import { ResourceTable } from '@/components/table/resource-table';
import { SelectionBar } from '@/components/table/selection-bar';
import { MOST_NAMED, useAuditAgain } from '@/components/shell/use-audit-again';
import type { ShellSession } from '@/components/shell/session-context';
import { isUnderWay } from '@/components/shell/use-audits';
import { CoverageChip } from '@/components/status/coverage-chip';
import { retryHint } from '@/components/status/coverage-words';
import {
  countMembers,
  MEMBER_KIND_WORDS,
  MEMBER_REASON_WORDS,
  memberLabel,
  ROSTER_WORDS,
  VIA_WORDS,
} from '@/components/status/member-words';
import { ACCESS_WORDS, MEMBER_STATE_WORDS } from '@/components/status/words';
import { Button } from '@/components/ui/button';
import { memberColumns } from './columns';
import { copy } from './copy';
import { MemberCard } from './member-card';

const memberFilters = ({ ruleTitles }: ShellSession): FilterOffer[] => [
  { ...offer('state', copy.columns.coverage, MEMBER_STATE_WORDS), chips: true, onlyWithRows: true },
  { ...offer('reason', copy.columns.reason, MEMBER_REASON_WORDS), onlyWithRows: true },
  { ...offer('access', copy.columns.access, ACCESS_WORDS), onlyWithRows: true },
  { ...offer('via', copy.columns.method, VIA_WORDS), onlyWithRows: true },
  { ...offer('roster', copy.columns.memberList, ROSTER_WORDS), onlyWithRows: true },
  { ...offer('kind', copy.columns.kind, MEMBER_KIND_WORDS), onlyWithRows: true },
  { ...offer('rule', copy.columns.finding, ruleTitles), onlyWithRows: true },
];

// Made once, because rows render again if their columns change.
const COLUMNS = memberColumns(true);
const COLUMNS_WHILE_RUNNING = memberColumns(false);

const MEMBERS: ResourceDefinition<MemberRow> = {
  schema: MEMBERS_TABLE,
  rows: membersQuery,
  facets: memberFacetsQuery,
  exportView: 'members',
  openParameter: 'member',
  text: copy.screen,
  count: ({ total, unfiltered }, { audit, state }) =>
    state.narrowed ? copy.head.filtered(total, unfiltered, audit.service_accounts > 0) : null,
  HeadNote: CoverageNote,
  HeadAction: AuditMissingAgain,
  filters: memberFilters,
  columns: (audit) => (isUnderWay(audit) ? COLUMNS_WHILE_RUNNING : COLUMNS),
  card: (row, audit) => <MemberCard row={row} judged={!isUnderWay(audit)} />,
  Empty: MembersEmpty,
  Panel: dynamic(() => import('./member-panel').then((m) => m.MemberPanel), { ssr: false }),
  selection: { rowName: memberLabel, Bar: MemberSelectionBar },
};

export function MembersScreen() {
  return <ResourceTable definition={MEMBERS} />;
}

/** Hidden beside the number of filtered rows: both don't fit in one line, and the header shows the coverage. */
function CoverageNote({ audit, state }: ResourceProps) {
  return state.narrowed ? null : <CoverageChip audit={audit} plain />;
}

/** Starts a follow-up audit of all members that this audit missed. */
function AuditMissingAgain({ audit }: ResourceProps) {
  const again = useAuditAgain(audit.id);
  const missing = audit.members.blocked + audit.members.failed;
  if (missing === 0 || isUnderWay(audit)) return null;
  return (
    <Button
      title={retryHint(audit) ?? undefined}
      disabled={again.busy}
      onClick={() => again.start()}
    >
      <RotateCw aria-hidden />
      {copy.head.auditMissing(missing)}
    </Button>
  );
}

function MembersEmpty({ audit, state }: ResourceProps) {
  return <NoRows state={state} {...whyEmpty(audit, state.narrowed)} />;
}

function whyEmpty(audit: Audit, narrowed: boolean) {
  if (narrowed) return copy.empty.filtered(countMembers(audit));
  if (isUnderWay(audit)) return copy.empty.running;
  return audit.status === 'complete' ? copy.empty.none : copy.empty.notRead;
}

function MemberSelectionBar({ audit, ids, selectAll, onClear }: ResourceSelectionProps<MemberRow>) {
  const again = useAuditAgain(audit.id);
  return (
    <SelectionBar count={ids.length} selectAll={selectAll} onClear={onClear}>
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
