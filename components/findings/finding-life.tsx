import type { FindingRow } from '@/lib/contract';
import { formatDay } from '@/components/status/format';

/** Since when a finding is open, whether it was reopened, and its exception if there is one. */
export function FindingLife({ finding }: { finding: FindingRow }) {
  return (
    <p className="mt-0.5 text-sm text-muted-foreground tabular-nums">
      {finding.reopened_at === null
        ? `Found since ${formatDay(finding.opened_at)}`
        : `Found again on ${formatDay(finding.reopened_at)}, first on ${formatDay(finding.opened_at)}`}
      {finding.exception_until === null
        ? null
        : finding.state === 'excepted'
          ? ` · excepted until ${formatDay(finding.exception_until)}`
          : ` · open again: its exception ended on ${formatDay(finding.exception_until)}`}
    </p>
  );
}
