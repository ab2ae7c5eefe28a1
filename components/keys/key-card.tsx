import type { KeyRow } from '@/lib/contract';
import { RiskAccepted } from '@/components/status/risk-accepted';
import { SafeText } from '@/components/status/safe-text';
import { SeverityBadge } from '@/components/status/severity-badge';
import { holderLabel } from '@/components/status/holder';
import { KeyAge } from '@/components/status/key-age';
import { TwoLineCard } from '@/components/table/two-line-card';
import { KeyVerdict } from './key-verdict';

/** A key on a small screen. */
export function KeyCard({ row }: { row: KeyRow }) {
  return (
    <TwoLineCard
      name={row.name}
      mark={<KeyVerdict row={row} />}
      detail={<SafeText text={holderLabel(row)} clip />}
      aside={
        <span className="flex shrink-0 items-center gap-2">
          <KeyAge days={row.age_days} created={row.created} />
          {row.severity === null ? (
            <RiskAccepted until={row.exception_until} />
          ) : (
            <SeverityBadge severity={row.severity} className="text-xs" />
          )}
        </span>
      }
    />
  );
}
