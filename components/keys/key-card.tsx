import type { KeyRow } from '@/lib/contract';
import { RiskAccepted } from '@/components/status/risk-accepted';
import { SafeText } from '@/components/status/safe-text';
import { SeverityBadge } from '@/components/status/severity-badge';
import { holderLabel } from '@/components/status/holder';
import { KeyAge } from '@/components/status/key-age';
import { KeyVerdict } from './key-verdict';

/** A key as a two-line card, for small screens. */
export function KeyCard({ row }: { row: KeyRow }) {
  return (
    <span className="block min-w-0">
      <span className="flex items-center justify-between gap-3">
        <span className="min-w-0 font-medium">
          <SafeText text={row.name} clip />
        </span>
        <KeyVerdict row={row} />
      </span>
      <span className="flex items-center justify-between gap-3 text-xs text-muted-foreground">
        <span className="min-w-0">
          <SafeText text={holderLabel(row)} clip />
        </span>
        <span className="flex shrink-0 items-center gap-2">
          <KeyAge days={row.age_days} created={row.created} />
          {row.severity === null ? (
            <RiskAccepted until={row.exception_until} />
          ) : (
            <SeverityBadge severity={row.severity} className="text-xs" />
          )}
        </span>
      </span>
    </span>
  );
}
