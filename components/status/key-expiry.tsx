import { RelativeTime } from './relative-time';
import { Unknown } from './unknown';

/** When a key ends: `null` is never, absent is not known. */
export function KeyExpiry({ expiresAt }: { expiresAt: string | null | undefined }) {
  if (expiresAt === undefined) return <Unknown why="Braintrust did not report it" />;
  if (expiresAt === null) return <>Never</>;
  return <RelativeTime at={expiresAt} />;
}
