import type { FindingRow } from '@/lib/contract';
import { formatDay } from '@/components/status/format';
import { copy } from './copy';

/** Since when a finding is open, whether it was reopened, and when an accepted risk expired. */
export function FindingLife({ finding }: { finding: FindingRow }) {
  return (
    <p className="mt-0.5 text-sm text-muted-foreground tabular-nums">
      {finding.reopened_at === null
        ? copy.life.found(formatDay(finding.opened_at))
        : copy.life.reopened(formatDay(finding.reopened_at), formatDay(finding.opened_at))}
      {finding.exception_until === null || finding.state === 'excepted'
        ? null
        : copy.life.acceptanceExpired(formatDay(finding.exception_until))}
    </p>
  );
}
