import { copy } from './copy';
import { formatDay } from './format';

/**
 * Until when the first accepted risk of a key lasts; nothing without one. It stands beside the verdict. `short` names
 * the date only on hover.
 */
export function RiskAccepted({ until, short = false }: { until: string | null; short?: boolean }) {
  if (until === null) return null;
  const words = copy.riskAccepted(formatDay(until));
  return (
    <span className="truncate text-sm text-muted-foreground" title={short ? words : undefined}>
      {short ? copy.riskAcceptedShort : words}
    </span>
  );
}
