import type { KeyRow } from '@/lib/contract';
import { StateBadge } from '@/components/status/state-badge';
import { VerdictBadge } from '@/components/status/verdict-badge';

/** The verdict of a key that was seen; of any other what became of it, since nothing judged it. */
export function KeyVerdict({ row }: { row: Pick<KeyRow, 'verdict' | 'state'> }) {
  if (row.verdict === null && row.state !== 'seen') return <StateBadge state={row.state} />;
  return <VerdictBadge verdict={row.verdict} />;
}
