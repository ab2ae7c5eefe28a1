import type { FindingRow } from '@/lib/contract';
import { formatUtc } from '@/components/status/format';

/** Since when a finding is open, whether it was reopened, and its exception if there is one. */
export function FindingLife({ finding }: { finding: FindingRow }) {
  const day = (iso: string) => formatUtc(iso).slice(0, 10);
  return (
    <p className="mt-0.5 text-sm text-muted-foreground tabular-nums">
      {finding.reopened_at === null
        ? `Found since ${day(finding.opened_at)}`
        : `Found again on ${day(finding.reopened_at)}, first on ${day(finding.opened_at)}`}
      {finding.exception_until === null
        ? null
        : finding.state === 'excepted'
          ? ` · excepted until ${day(finding.exception_until)}`
          : ` · open again: its exception ended on ${day(finding.exception_until)}`}
    </p>
  );
}
