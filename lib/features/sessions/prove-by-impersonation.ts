import type { BraintrustClient } from '@/lib/platform/braintrust';
import { AppError, type ErrorCode, type MemberId } from '@/lib/domain/core';

export type ImpersonationProof = 'proven' | 'refused' | 'nobody-to-ask';

/**
 * Ask several members. Braintrust refuses even an owner for a member who also belongs to someone else's
 * organization, so a single refusal proves nothing.
 */
const MOST_MEMBERS_ASKED = 6;

/**
 * Checks ownership by impersonating another member, which Braintrust allows only owners to do. If the caller
 * is unknown (`self` is `null`), two different members must work, because one may be the caller.
 * *Errors*: `upstream-…` if the result is unknown.
 */
export async function proveByImpersonation(
  client: BraintrustClient,
  orgName: string,
  self: MemberId | null,
): Promise<ImpersonationProof> {
  const others = (await client.listMembers({ orgName }))
    .map(({ id }) => id)
    .filter((id) => id !== self);
  const needed = self === null ? 2 : 1;
  if (others.length < needed) return 'nobody-to-ask';
  let proven = 0;
  for (const id of spread(others, MOST_MEMBERS_ASKED)) {
    if (await actsFor(client, id)) proven += 1;
    if (proven === needed) return 'proven';
  }
  return 'refused';
}

/** Picks ids from across the list, because the earliest members often belong to other organizations too. */
function spread(ids: readonly MemberId[], most: number): MemberId[] {
  const step = Math.max(1, ids.length / most);
  return Array.from(
    { length: Math.min(most, ids.length) },
    (_, index) => ids[Math.floor(index * step)],
  ).filter((id) => id !== undefined);
}

/**
 * Tries the impersonation header first, then an impersonation token. If `self/me` names someone else, the key
 * list decides, because `self/me` may ignore a header that the lists respect.
 */
async function actsFor(client: BraintrustClient, id: MemberId): Promise<boolean> {
  const as = { kind: 'header', memberId: id } as const;
  const self = await unlessRefused(client.selfMe(as));
  if (self?.id === id) return true;
  const keys = (await unlessRefused(client.listKeys({ as }))) ?? [];
  if (keys.length > 0 && keys.every(({ userId }) => userId === id)) return true;
  return (await unlessRefused(client.impersonate(id))) !== null;
}

const REFUSALS: readonly ErrorCode[] = [
  'upstream-refused',
  'upstream-unexpected-answer',
  'wrong-key',
];

/** `null` for a definite refusal. `wrong-key` is one, because the key itself was accepted before. */
async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof AppError && REFUSALS.includes(error.code)) return null;
    throw error;
  }
}
