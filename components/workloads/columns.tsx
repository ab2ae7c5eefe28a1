import type { WorkloadRow } from '@/lib/contract';
import type { DataColumn } from '@/components/table/types';
import { AccessWord } from '@/components/status/access-word';
import { DueDate } from '@/components/status/assignment';
import { formatNumber } from '@/components/status/format';
import { KeyAge } from '@/components/status/key-age';
import { STAGE_WORDS } from '@/components/status/words';
import { SafeText } from '@/components/status/safe-text';
import { SeverityBadge } from '@/components/status/severity-badge';
import { copy } from './copy';

export const WORKLOAD_COLUMNS: readonly DataColumn<WorkloadRow>[] = [
  {
    id: 'name',
    header: copy.columns.name,
    width: 176,
    sort: 'name',
    cell: (row) => <SafeText text={row.name} clip />,
  },
  {
    id: 'severity',
    header: copy.columns.severity,
    width: 96,
    sort: 'severity',
    cell: (row) => <SeverityBadge severity={row.severity} />,
  },
  {
    id: 'keys',
    header: copy.columns.keys,
    width: 64,
    sort: 'keys',
    align: 'right',
    cell: (row) => formatNumber(row.keys),
  },
  {
    id: 'to-replace',
    header: copy.columns.toReplace,
    width: 88,
    hidden: true,
    align: 'right',
    cell: (row) => formatNumber(row.keys_to_replace),
  },
  {
    id: 'holders',
    header: copy.columns.holders,
    width: 76,
    sort: 'holders',
    align: 'right',
    cell: (row) => formatNumber(row.holders),
  },
  {
    id: 'access',
    header: copy.columns.access,
    width: 132,
    sort: 'access',
    cell: (row) => <AccessWord access={row.access} />,
  },
  {
    id: 'oldest',
    header: copy.columns.oldest,
    width: 96,
    sort: 'oldest',
    reversed: true,
    align: 'right',
    cell: (row) => <KeyAge days={row.oldest_age_days} created={row.oldest} />,
  },
  {
    id: 'token',
    header: copy.columns.token,
    width: 116,
    cell: (row) =>
      row.service_token_name === null ? (
        <span className="text-muted-foreground">{copy.columns.none}</span>
      ) : (
        <SafeText text={row.service_token_name} clip />
      ),
  },
  {
    id: 'plan',
    header: copy.columns.plan,
    width: 116,
    cell: (row) => <PlanStage row={row} />,
  },
  {
    id: 'due',
    header: copy.columns.due,
    width: 148,
    sort: 'due',
    cell: (row) => <DueAndAssignee row={row} />,
  },
];

/** The stage of the workload's plan, or how many plans there are. */
function PlanStage({ row }: { row: WorkloadRow }) {
  const [plan, ...others] = row.replacements;
  if (plan === undefined) return <span className="text-muted-foreground">{copy.columns.none}</span>;
  return others.length === 0
    ? STAGE_WORDS[plan.stage]
    : copy.columns.plans(row.replacements.length);
}

/** The due date with the assignee below it. */
function DueAndAssignee({ row: { assignee, due, overdue } }: { row: WorkloadRow }) {
  if (assignee === null && due === null)
    return <span className="text-muted-foreground">{copy.columns.none}</span>;
  return (
    <span className="block leading-4">
      {due === null ? null : <DueDate due={due} overdue={overdue} />}
      {assignee === null ? null : (
        <span className="block truncate text-xs text-muted-foreground">
          <SafeText text={assignee} clip />
        </span>
      )}
    </span>
  );
}
