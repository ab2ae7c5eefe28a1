import type { WorkloadRow } from '@/lib/contract';
import { AccessWord } from '@/components/status/access-word';
import { DueDate } from '@/components/status/assignment';
import { SeverityBadge } from '@/components/status/severity-badge';
import { TwoLineCard } from '@/components/table/two-line-card';
import { copy } from './copy';

/** A workload on a small screen. */
export function WorkloadCard({ row }: { row: WorkloadRow }) {
  return (
    <TwoLineCard
      name={row.name}
      mark={<SeverityBadge severity={row.severity} className="text-xs" />}
      detail={copy.card.keys(row.keys, row.holders)}
      aside={
        row.overdue && row.due !== null ? (
          <DueDate due={row.due} overdue />
        ) : (
          <AccessWord access={row.access} />
        )
      }
    />
  );
}
