import type { BraintrustClient } from '@/lib/platform/braintrust';
import { AppError, type ErrorCode, type MemberId } from '@/lib/domain/core';

export type ImpersonationProof = 'proven' | 'refused' | 'nobody-to-ask';

/**
 * A member who also belongs to somebody else's organization is refused even to a true owner, so
 * one refusal proves nothing.
 */
const MOST_MEMBERS_ASKED = 6;

/**
 * Whether Braintrust lets this key act for another member, which it grants to owners only.
 * Where it is not known who asks (`self` is `null`), two different members must work: one of them
 * is somebody else.
 * *Errors*: `upstream-…` where it could not be told.
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

/** Some of the ids, from the whole list: those who joined first often belong to more places. */
function spread(ids: readonly MemberId[], most: number): MemberId[] {
  const step = Math.max(1, ids.length / most);
  return Array.from(
    { length: Math.min(most, ids.length) },
    (_, index) => ids[Math.floor(index * step)],
  ).filter((id) => id !== undefined);
}

/**
 * By the header, where an answer names the member, else by a token that was asked for them. The key
 * list decides where `self/me` names someone else: it may ignore a header that the lists honour.
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

/** `null` where Braintrust says no for good; the key itself was accepted before. */
async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
  const [result] = await Promise.allSettled([call]);
  if (result.status === 'fulfilled') return result.value;
  const reason: unknown = result.reason;
  if (reason instanceof AppError && REFUSALS.includes(reason.code)) return null;
  throw reason;
}
