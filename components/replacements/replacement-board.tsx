import { Link } from '@/components/ui/link';
import type { ReplacementRow } from '@/lib/contract';
import { STAGES } from '@/lib/replacement/stages';
import { formatNumber } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { Alerts, HolderNames, KeysGone, NextStep } from './replacement-lines';
import { STAGE_WORDS } from './replacement-words';
import { StageBadge } from './stage-badge';

type BoardProps = {
  rows: readonly ReplacementRow[];
  /** Plans of each stage in all; `null`: a filter leaves only some, and what is shown is counted. */
  counts: Readonly<Record<ReplacementRow['stage'], number>> | null;
};

/** Plans by stage, side by side where there is room. Empty stages are left out on small screens. */
export function ReplacementBoard({ rows, counts }: BoardProps) {
  return (
    <div className="grid gap-x-3 gap-y-6 lg:auto-cols-[minmax(160px,1fr)] lg:grid-flow-col lg:overflow-x-auto">
      {STAGES.map((stage) => {
        const mine = rows.filter((row) => row.stage === stage);
        const count = counts?.[stage] ?? mine.length;
        return (
          <section
            key={stage}
            aria-label={STAGE_WORDS[stage]}
            className={mine.length === 0 ? 'max-lg:hidden' : undefined}
          >
            <h2 className="flex items-center gap-2 border-b pb-1.5">
              <StageBadge stage={stage} className="font-medium" />
              <span className="text-sm text-muted-foreground tabular-nums">
                {formatNumber(count)}
              </span>
            </h2>
            <ul className="mt-2 space-y-2">
              {mine.map((row) => (
                <li key={row.id}>
                  <BoardCard row={row} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function BoardCard({ row }: { row: ReplacementRow }) {
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
