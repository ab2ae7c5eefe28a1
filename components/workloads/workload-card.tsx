import type { WorkloadRow } from '@/lib/contract';
import { AccessWord } from '@/components/status/access-word';
import { SafeText } from '@/components/status/safe-text';
import { SeverityBadge } from '@/components/status/severity-badge';
import { copy } from './copy';

/** A workload as a two-line card, for small screens. */
export function WorkloadCard({ row }: { row: WorkloadRow }) {
  return (
    <span className="block min-w-0">
      <span className="flex items-center justify-between gap-3">
        <span className="min-w-0 font-medium">
          <SafeText text={row.name} clip />
        </span>
        <SeverityBadge severity={row.severity} className="text-xs" />
      </span>
      <span className="flex items-center justify-between gap-3 text-xs text-muted-foreground">
        <span className="min-w-0 truncate">{copy.card.keys(row.keys, row.holders)}</span>
        <AccessWord access={row.access} />
      </span>
    </span>
  );
}
