import { RelativeTime } from './relative-time';
import { Unknown } from './unknown';

/** A key's expiration date: `null` means never, `undefined` means not reported. */
export function KeyExpiry({ expiresAt }: { expiresAt: string | null | undefined }) {
  if (expiresAt === undefined) return <Unknown why="Braintrust did not report it" />;
  if (expiresAt === null) return <>Never</>;
  return <RelativeTime at={expiresAt} />;
}
