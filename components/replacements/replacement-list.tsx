import type { ReplacementRow } from '@/lib/contract';
import { STAGES } from '@/lib/replacement/stages';
import { plural } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Alerts, HolderNames, KeysGone, NextStep } from './replacement-lines';
import { StageBadge } from './stage-badge';

/** Plans as a table, stage by stage. */
export function ReplacementList({ rows }: { rows: readonly ReplacementRow[] }) {
  return (
    <Table aria-label="Replacements">
      <thead>
        <tr>
          <TableHead>Plan</TableHead>
          <TableHead>Holder</TableHead>
          <TableHead>Next</TableHead>
          <TableHead className="text-right">Keys</TableHead>
          <TableHead>Started</TableHead>
          <TableHead>Changed</TableHead>
        </tr>
      </thead>
      {STAGES.map((stage) => {
        const mine = rows.filter((row) => row.stage === stage);
        return mine.length === 0 ? null : (
          <tbody key={stage}>
            <tr>
              <th colSpan={6} scope="rowgroup" className="pt-4 pb-1 text-left font-medium">
                <span className="flex items-center gap-2">
                  <StageBadge stage={stage} />
                  <span className="font-normal text-muted-foreground">
                    {plural(mine.length, 'plan')}
                  </span>
                </span>
              </th>
            </tr>
            {mine.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        );
      })}
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
      <TableCell className="min-w-36">
        <NextStep row={row} />
        <Alerts row={row} />
      </TableCell>
      <TableCell className="text-right whitespace-nowrap tabular-nums">
        <KeysGone row={row} />
      </TableCell>
      <TableCell className="max-w-48 whitespace-nowrap">
        <RelativeTime at={row.created_at} />
        <span className="block truncate text-xs text-muted-foreground">
          <SafeText text={row.created_by} clip />
        </span>
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
