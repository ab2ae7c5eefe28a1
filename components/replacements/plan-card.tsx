import type { ReplacementRow } from '@/lib/contract';
import { Assignment } from '@/components/status/assignment';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { Link } from '@/components/ui/link';
import { Alerts, HolderNames, KeysGone, NextStep } from './replacement-lines';

export function PlanCard({ row }: { row: ReplacementRow }) {
  return (
    <Link
      href={`/replacements/${row.id}`}
      className="block space-y-1 rounded-md border px-3 py-2 text-sm transition-colors hover:bg-accent"
    >
      <span className="line-clamp-2 font-medium">
        <SafeText text={row.title} />
      </span>
      <span className="block truncate text-muted-foreground">
        <HolderNames row={row} />
      </span>
      <span className="block">
        <NextStep row={row} />
      </span>
      <span className="block text-muted-foreground empty:hidden">
        <Assignment of={row} />
      </span>
      <Alerts row={row} />
      <span className="flex flex-wrap justify-between gap-x-3 text-xs text-muted-foreground">
        <span className="tabular-nums">
          <KeysGone row={row} />
        </span>
        <RelativeTime at={row.updated_at} />
      </span>
    </Link>
  );
}
