import type { KeyRow } from '@/lib/contract';
import { StateBadge } from '@/components/status/state-badge';
import { VerdictBadge } from '@/components/status/verdict-badge';

type KeyOf = { row: Pick<KeyRow, 'verdict' | 'state'> & { revoked_at?: string | null } };

/** The verdict of a key. A key that wasn't seen, or no longer exists, shows its state instead. */
export function KeyVerdict({ row }: KeyOf) {
  if (row.revoked_at || (row.verdict === null && row.state !== 'seen'))
    return <KeyState row={row} />;
  return <VerdictBadge verdict={row.verdict} />;
}

/** Whether a key is listed. One that was revoked since the audit no longer is. */
export function KeyState({ row }: KeyOf) {
  return <StateBadge state={row.revoked_at ? 'gone' : row.state} />;
}
