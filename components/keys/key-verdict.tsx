import type { KeyRow } from '@/lib/contract';
import { StateBadge } from '@/components/status/state-badge';
import { VerdictBadge } from '@/components/status/verdict-badge';

/** The verdict of a key. A key that wasn't seen has none, so its state is shown instead. */
export function KeyVerdict({ row }: { row: Pick<KeyRow, 'verdict' | 'state'> }) {
  if (row.verdict === null && row.state !== 'seen') return <StateBadge state={row.state} />;
  return <VerdictBadge verdict={row.verdict} />;
}
