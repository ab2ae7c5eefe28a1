'use client';
import type { ReplacementRow } from '@/lib/contract';
import { STAGES } from '@/lib/domain/replacement-plan/stages';
import { useIsNarrow } from '@/components/table/use-is-narrow';
import { Assignment } from '@/components/status/assignment';
import { plural } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { Link } from '@/components/ui/link';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';
import { Alerts, HolderNames, KeysGone, NextStep } from './replacement-lines';
import { STAGE_WORDS } from '@/components/status/words';
import { StageBadge } from './stage-badge';

type Stage = ReplacementRow['stage'];

type ListProps = {
  rows: readonly ReplacementRow[];
  /** Number of matching plans in a stage, loaded or not. */
  countOf: (stage: Stage) => number | undefined;
};

type Group = { stage: Stage; count: number; rows: readonly ReplacementRow[] };

/** The plans by stage as a table, or as cards on a narrow screen. */
export function ReplacementList({ rows, countOf }: ListProps) {
  const narrow = useIsNarrow();
  const groups = STAGES.flatMap((stage): Group[] => {
    const mine = rows.filter((row) => row.stage === stage);
    return mine.length === 0 ? [] : [{ stage, count: countOf(stage) ?? mine.length, rows: mine }];
  });
  return narrow ? <Cards groups={groups} /> : <PlanTable groups={groups} />;
}

function GroupHead({ group: { stage, count } }: { group: Group }) {
  return (
    <span className="flex items-center gap-2">
      <StageBadge stage={stage} />
      <span className="text-sm font-normal text-muted-foreground tabular-nums">
        {plural(count, 'plan')}
      </span>
    </span>
  );
}

function Cards({ groups }: { groups: readonly Group[] }) {
  return (
    <div role="group" aria-label={copy.title} className="space-y-5">
      {groups.map((group) => (
        <section key={group.stage} aria-label={STAGE_WORDS[group.stage]}>
          <h2 className="border-b pb-1.5 font-medium">
            <GroupHead group={group} />
          </h2>
          <ul>
            {group.rows.map((row) => (
              <li key={row.id}>
                <Card row={row} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Card({ row }: { row: ReplacementRow }) {
  return (
    <Link href={`/replacements/${row.id}`} className="block border-b py-2 text-sm hover:bg-accent">
      <span className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 font-medium">
          <SafeText text={row.title} clip />
        </span>
        <span className="shrink-0 text-xs text-muted-foreground tabular-nums">
          <KeysGone row={row} />
        </span>
      </span>
      <span className="flex items-baseline justify-between gap-3 text-xs text-muted-foreground">
        <span className="min-w-0 truncate">
          <HolderNames row={row} />
        </span>
        <span className="shrink-0">
          <NextStep row={row} />
        </span>
      </span>
      <span className="block text-xs text-muted-foreground empty:hidden">
        <Assignment of={row} />
      </span>
      <Alerts row={row} />
    </Link>
  );
}

function PlanTable({ groups }: { groups: readonly Group[] }) {
  return (
    <Table aria-label={copy.title}>
      <thead>
        <tr>
          <TableHead>{copy.list.columns.plan}</TableHead>
          <TableHead>{copy.list.columns.holder}</TableHead>
          <TableHead>{copy.list.columns.assignee}</TableHead>
          <TableHead>{copy.list.columns.next}</TableHead>
          <TableHead className="text-right">{copy.list.columns.keys}</TableHead>
          <TableHead>{copy.list.columns.created}</TableHead>
          <TableHead>{copy.list.columns.updated}</TableHead>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.stage}>
          <tr>
            <th colSpan={7} scope="rowgroup" className="pt-4 pb-1 text-left font-medium">
              <GroupHead group={group} />
            </th>
          </tr>
          {group.rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      ))}
    </Table>
  );
}

function Row({ row }: { row: ReplacementRow }) {
  return (
    <tr>
      <TableCell className="max-w-80 min-w-44">
        <TextLink href={`/replacements/${row.id}`}>
          <SafeText text={row.title} />
        </TextLink>
      </TableCell>
      <TableCell className="max-w-56 min-w-32">
        <HolderNames row={row} />
      </TableCell>
      <TableCell className="max-w-56 min-w-32">
        <Assignment of={row} />
        {row.assignee === null && row.due === null ? (
          <span className="text-muted-foreground">{copy.list.notAssigned}</span>
        ) : null}
      </TableCell>
      <TableCell className="min-w-44">
        <NextStep row={row} bare />
        <Alerts row={row} />
      </TableCell>
      <TableCell className="text-right tabular-nums">
        <KeysGone row={row} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <RelativeTime at={row.created_at} />
      </TableCell>
      <TableCell className="max-w-48 whitespace-nowrap">
        <RelativeTime at={row.updated_at} />
        <span className="block truncate text-xs text-muted-foreground">
          <SafeText text={row.updated_by} clip />
        </span>
      </TableCell>
    </tr>
  );
}
