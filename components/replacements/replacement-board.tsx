import type { ReplacementRow } from '@/lib/contract';
import { STAGES } from '@/lib/domain/replacement-plan/stages';
import { formatNumber } from '@/components/status/format';
import { PlanCard } from './plan-card';
import { STAGE_WORDS } from '@/components/status/words';
import { StageBadge } from './stage-badge';

type BoardProps = {
  rows: readonly ReplacementRow[];
  /** Number of matching plans in a stage, loaded or not. */
  countOf: (stage: ReplacementRow['stage']) => number | undefined;
};

/** The plans by stage, as columns on a wide screen. A small screen leaves out empty stages. */
export function ReplacementBoard({ rows, countOf }: BoardProps) {
  return (
    <div className="grid gap-x-3 gap-y-6 lg:auto-cols-[minmax(160px,1fr)] lg:grid-flow-col lg:overflow-x-auto">
      {STAGES.map((stage) => {
        const mine = rows.filter((row) => row.stage === stage);
        const count = countOf(stage) ?? mine.length;
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
                  <PlanCard row={row} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
