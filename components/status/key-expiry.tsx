import { copy } from './copy';
import { RelativeTime } from './relative-time';
import { Unknown } from './unknown';

/** A key's expiration date: `null` means never, `undefined` means not reported. */
export function KeyExpiry({ expiresAt }: { expiresAt: string | null | undefined }) {
  if (expiresAt === undefined) return <Unknown why={copy.value.noExpirationDate} />;
  if (expiresAt === null) return copy.value.never;
  return <RelativeTime at={expiresAt} deadline />;
}
