import { copy } from './copy';
import { formatDay } from './format';

/** Until when the first accepted risk of a key lasts; nothing without one. It stands beside the verdict. */
export function RiskAccepted({ until }: { until: string | null }) {
  if (until === null) return null;
  return (
    <span className="truncate text-sm text-muted-foreground">
      {copy.riskAccepted(formatDay(until))}
    </span>
  );
}
