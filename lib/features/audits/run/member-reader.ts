import type { BraintrustClient } from '@/lib/platform/braintrust';
import { AppError, brandedError, type MemberId, type OrganizationId } from '@/lib/domain/core';
import { attributeKeys } from './attribute-keys';
import { credentialWorks } from './credential-works';
import type { HeaderProof } from './header-proof';
import { blocked, resultOfError, type MemberResult } from './member-result';

/** An answer that can't be attributed yet, because nothing has proven whose keys it holds. */
export type HeldAnswer = {
  memberId: MemberId;
  state: 'held';
  /** The result if the data plane turns out to honor impersonation; `otherwise` is used if no proof comes. */
  ifProven: MemberResult;
  otherwise: MemberResult;
  isProven: () => boolean;
};

/** Reads one member's keys. Only a proven identity gives an `audited` result. */
export type MemberReader = (memberId: MemberId) => Promise<MemberResult | HeldAnswer>;

export type ReaderInput = {
  client: BraintrustClient;
  organizationId: OrganizationId;
  callerId: MemberId | null;
};

/** A member with more keys than this fails instead of getting an incomplete list. */
const MAX_KEYS_PER_MEMBER = 200_000;

/**
 * Reads with a token from `POST /v1/impersonate`. The identity is proven because the token was issued for
 * that user id. A token that Braintrust rejects is renewed once.
 */
export function tokenReader(input: ReaderInput): MemberReader {
  const { client, organizationId } = input;
  let isHonoured = false;
  const list = async (memberId: MemberId) => {
    const { token } = await client.impersonate(memberId);
    isHonoured = true;
    const as = { kind: 'token', token } as const;
    try {
      return await client.listMemberKeys({ as, maxKeys: MAX_KEYS_PER_MEMBER });
    } catch (error) {
      throw new ListError(error);
    }
  };
  return async (memberId) => {
    try {
      const { keys, endedEarly } = await list(memberId).catch((error: unknown) => {
        if (error instanceof ListError && isUnauthorized(error.cause)) return list(memberId);
        throw error;
      });
      return attributeKeys(keys, { memberId, organizationId, via: 'token', endedEarly });
    } catch (error) {
      if (!(error instanceof ListError)) {
        const at = { memberId, via: 'token', step: 'impersonate' } as const;
        return refusedOrFailed(error, input, at, () => isHonoured);
      }
      // Braintrust refused the member's token twice, not our own key.
      if (isUnauthorized(error.cause)) return blocked(memberId, 'list-refused', 'token');
      return resultOfError(error.cause, { memberId, via: 'token', step: 'list' });
    }
  };
}

/** Marks an error of the list call, which uses the member's token instead of our key. */
class ListError extends brandedError('ListError') {
  constructor(cause: unknown) {
    super('the key list failed', { cause });
  }
}

/**
 * Reads with the header `x-bt-impersonate-user`. A list with a key that names the member counts as proof. A
 * list without one (above all an empty list) needs `self/me` to name the member under the same header, or
 * proof from other members' lists.
 */
export function headerReader(input: ReaderInput, proof: HeaderProof): MemberReader {
  const { client, organizationId, callerId } = input;
  return async (memberId) => {
    const as = { kind: 'header', memberId } as const;
    const otherwise = blocked(memberId, 'identity-not-proven', 'header');
    const held = (ifProven: MemberResult, isProven: () => boolean) =>
      whenProven({ memberId, state: 'held', ifProven, otherwise, isProven });
    try {
      const { keys, endedEarly } = await client.listMemberKeys({
        as,
        maxKeys: MAX_KEYS_PER_MEMBER,
      });
      const result = attributeKeys(keys, { memberId, organizationId, via: 'header', endedEarly });
      if (result.state !== 'audited') return result;
      if (keys.some((key) => key.userId === memberId)) {
        proof.note(memberId, 'list');
        return held(result, () => proof.proven);
      }
      const named = await nameUnder(client, memberId);
      if (named === memberId) {
        proof.note(memberId, 'self');
        return held(result, () => proof.proven);
      }
      if (named !== null && named !== callerId) return otherwise;
      return held(result, () => proof.provenByLists);
    } catch (error) {
      const at = { memberId, via: 'header', step: 'list' } as const;
      return refusedOrFailed(error, input, at, () => proof.proven);
    }
  };
}

/** Tries `second` for members whom `first` refuses to impersonate. Used when neither is known to work. */
export function eitherReader(first: MemberReader, second: MemberReader): MemberReader {
  return async (memberId) => {
    const result = await first(memberId);
    const isRefused = result.state === 'blocked' && result.reason === 'impersonation-refused';
    return isRefused ? second(memberId) : result;
  };
}

/** Whom `self/me` names under the header; `null` if it doesn't tell. */
async function nameUnder(client: BraintrustClient, memberId: MemberId): Promise<MemberId | null> {
  try {
    return (await client.selfMe({ kind: 'header', memberId }))?.id ?? null;
  } catch (error) {
    if (error instanceof AppError && SAYS_NOTHING.includes(error.code)) return null;
    throw error;
  }
}

const SAYS_NOTHING = ['upstream-refused', 'upstream-unexpected-answer', 'wrong-key'];

/**
 * The result when impersonation brought no list. If Braintrust refuses to impersonate the caller, the
 * caller's own list is read directly instead. It counts once another member was impersonated. A 401 blocks
 * only this member as long as the credential itself works.
 * *Errors*: those that concern the audit as a whole.
 */
async function refusedOrFailed(
  error: unknown,
  { client, organizationId, callerId }: ReaderInput,
  at: Parameters<typeof resultOfError>[1],
  isProven: () => boolean,
): Promise<MemberResult | HeldAnswer> {
  const { memberId, via } = at;
  const unauthorized = isUnauthorized(error);
  if (unauthorized && !(await credentialWorks(client))) throw error;
  const otherwise = unauthorized
    ? blocked(memberId, 'impersonation-refused', via)
    : resultOfError(error, at);
  if (memberId !== callerId || otherwise.state !== 'blocked') return otherwise;
  const ifProven = await readOwn(client, memberId, organizationId);
  return whenProven({ memberId, state: 'held', ifProven, otherwise, isProven });
}

async function readOwn(
  client: BraintrustClient,
  memberId: MemberId,
  organizationId: OrganizationId,
): Promise<MemberResult> {
  try {
    const own = await client.listKeys({ maxKeys: MAX_KEYS_PER_MEMBER });
    return attributeKeys(own, { memberId, organizationId, via: 'own', endedEarly: false });
  } catch (error) {
    return resultOfError(error, { memberId, via: 'own', step: 'list' });
  }
}

function whenProven(held: HeldAnswer): MemberResult | HeldAnswer {
  return held.isProven() ? held.ifProven : held;
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof AppError && error.code === 'wrong-key';
}
