import type { Impersonation, UpstreamKey } from '@/lib/platform/braintrust';
import type { Revoker } from '@/lib/platform/braintrust/revoker';
import { SECOND_MS, toAppError, type AppError, type MemberId } from '@/lib/domain/core';
import { isInUse, type KeysInUse } from './keys-in-use';
import { isOnRoster, readHolder, type Holder, type Reader, type Reading } from './read-holder';
import type { Target } from './confirmed-keys';
import type { Outcome } from './words';

/** `client` only reads; `revoker` performs the single write. */
export type Dependencies = {
  client: Reader;
  revoker: Pick<Revoker, 'revokeKey'>;
  used: KeysInUse;
  callerId: MemberId | null;
  orgName: string;
  organizationId: string;
};

/** A rate-limited deletion wasn't executed, so it is retried after reading the list again. */
const MOST_TRIES = 3;
const LONGEST_WAIT_MS = 10 * SECOND_MS;

/**
 * Revokes one key: reads the holder's list, compares the key, deletes it as the holder, and reads the list
 * again. The deletion's response doesn't decide the outcome. A key counts as gone only if it is no longer
 * listed and its holder is still a member.
 */
export async function revokeOne(dependencies: Dependencies, target: Target): Promise<Outcome> {
  const holder = {
    id: target.holderId,
    callerId: dependencies.callerId,
    orgName: dependencies.orgName,
  };
  for (let tries = 1; ; tries += 1) {
    const before = await readBefore(dependencies, target, holder);
    if (before.kind === 'done') return before.outcome;
    const error = await attempt(dependencies, target, before.as);
    const retries = error?.code === 'upstream-rate-limited' && tries < MOST_TRIES;
    if (!retries)
      return judge(await readHolder(dependencies.client, holder), error, {
        dependencies,
        target,
        holder,
      });
    await wait(error.details.retryAfterMs, tries);
  }
}

type Look = { kind: 'ready'; as: Impersonation | null } | { kind: 'done'; outcome: Outcome };
const done = (outcome: Outcome): Look => ({ kind: 'done', outcome });

async function readBefore(
  dependencies: Dependencies,
  target: Target,
  holder: Holder,
): Promise<Look> {
  const reading = await readHolder(dependencies.client, holder);
  if (!reading.read) return done({ ...reading, outcome: 'refused' });
  const listed = reading.keys.find(({ id }) => id === target.keyId);
  if (listed === undefined)
    return done(await absence(dependencies, holder, 'refused', 'already-gone'));
  if (isAnother(listed, target, dependencies.organizationId)) {
    return done({ outcome: 'refused', reason: 'key-changed' });
  }
  const used = isInUse(target, reading.keys, dependencies.used);
  if (used === 'no') return { kind: 'ready', as: reading.as };
  const detail =
    used === 'unknown' ? 'Previews don’t show which of the holder’s keys it uses.' : '';
  return done({ outcome: 'refused', reason: 'key-in-use', detail });
}

function isAnother(listed: UpstreamKey, target: Target, organizationId: string): boolean {
  return (
    listed.name !== target.name ||
    listed.preview !== target.preview ||
    (listed.organizationId !== null && listed.organizationId !== organizationId)
  );
}

/** Sends the deletion and returns its error. `null` means that it was accepted, which proves nothing yet. */
async function attempt(
  { revoker }: Dependencies,
  { keyId }: Target,
  as: Impersonation | null,
): Promise<AppError | null> {
  try {
    await revoker.revokeKey(keyId, as);
    return null;
  } catch (error) {
    return toAppError(error);
  }
}

async function judge(
  after: Reading,
  error: AppError | null,
  { dependencies, target, holder }: { dependencies: Dependencies; target: Target; holder: Holder },
): Promise<Outcome> {
  const detail = error === null ? {} : { detail: error.publicMessage };
  if (!after.read) return { outcome: 'not-confirmed', reason: after.reason, ...detail };
  if (after.keys.some(({ id }) => id === target.keyId)) {
    return { outcome: 'still-alive', reason: reasonOf(error), ...detail };
  }
  // Someone else deleted the key first: the deletion found nothing, and the key is no longer listed.
  const wasGone = error?.details.status === 404;
  const gone = await absence(
    dependencies,
    holder,
    'not-confirmed',
    wasGone ? 'already-gone' : 'revoked',
  );
  if (gone.outcome !== 'revoked' || error === null) return gone;
  return { outcome: 'revoked', reason: 'revoke-failed' };
}

function reasonOf(error: AppError | null): 'still-listed' | 'revoke-refused' | 'revoke-failed' {
  if (error === null) return 'still-listed';
  return error.code === 'upstream-refused' || error.code === 'wrong-key'
    ? 'revoke-refused'
    : 'revoke-failed';
}

/** An unlisted key is gone only if its holder is still a member and lists are reliable. */
async function absence(
  { client, used }: Dependencies,
  holder: Holder,
  doubt: 'refused' | 'not-confirmed',
  gone: 'revoked' | 'already-gone',
): Promise<Outcome> {
  const onRoster = await isOnRoster(client, holder);
  if (onRoster === 'present') {
    return (await areListsBelieved(client, used))
      ? { outcome: gone, reason: null }
      : { outcome: doubt, reason: 'list-failed', detail: OWN_KEY_MISSING };
  }
  if (onRoster === 'absent') return { outcome: doubt, reason: 'holder-left' };
  return { outcome: doubt, reason: 'list-failed', detail: onRoster.publicMessage };
}

/** A signed-in person's own key must be in their own list. A service token is in no list. */
async function areListsBelieved(client: Reader, { session }: KeysInUse): Promise<boolean> {
  if (session.secret.startsWith('bt-st-')) return true;
  try {
    return (await client.listKeys()).length > 0;
  } catch {
    // A list that can't be read confirms nothing.
    return false;
  }
}

const OWN_KEY_MISSING =
  'Couldn’t confirm the key lists. The key that you’re signed in with is missing from your own list.';

function wait(askedMs: unknown, tries: number): Promise<void> {
  const ms = typeof askedMs === 'number' ? askedMs : SECOND_MS * 2 ** (tries - 1);
  return new Promise((resolve) => setTimeout(resolve, Math.min(ms, LONGEST_WAIT_MS)));
}
