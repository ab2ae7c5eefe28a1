import { copy } from './copy';
import { ExactTime } from './exact-time';
import { formatDaysAgo } from './format';
import { KeyExpiry } from './key-expiry';
import { Unknown } from './unknown';

/** When a key was created, for a panel: its age when it was audited, and the exact time. */
export function CreatedFact({ days, created }: { days: number | null; created: string | null }) {
  if (created === null) return <Unknown why={copy.value.noCreationDate} />;
  return <ExactTime at={created}>{days === null ? null : formatDaysAgo(days)}</ExactTime>;
}

/** When a key expires, for a panel: how soon, and the exact time. `null`: never; `undefined`: not reported. */
export function ExpiryFact({ expiresAt }: { expiresAt: string | null | undefined }) {
  const words = <KeyExpiry expiresAt={expiresAt} />;
  return expiresAt ? <ExactTime at={expiresAt}>{words}</ExactTime> : words;
}
