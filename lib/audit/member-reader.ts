import type { BraintrustClient } from '@/lib/braintrust';
import { AppError, brandedError, type MemberId, type OrganizationId } from '@/lib/core';
import { attributeKeys } from './attribute-keys';
import type { HeaderProof } from './header-proof';
import { blocked, resultOfError, type MemberResult } from './member-result';

/** An answer that cannot be attributed yet: nothing has proven whose it is. */
export type HeldAnswer = {
  memberId: MemberId;
  state: 'held';
  /** The result, should the data plane turn out to honour the header. */
  ifProven: MemberResult;
};

/** Reads one member's keys under that member's proven identity. */
export type MemberReader = (memberId: MemberId) => Promise<MemberResult | HeldAnswer>;

/** Most keys that one member may hold; beyond it the member is failed, not cut short. */
const MAX_KEYS_PER_MEMBER = 200_000;

/**
 * Reads by `POST /v1/impersonate` and then with the token it gave. The identity is proven because
 * the token came from a call for that user id. A token that has expired is renewed once.
 */
export function tokenReader(
  client: BraintrustClient,
  organizationId: OrganizationId,
): MemberReader {
  const list = async (memberId: MemberId) => {
    const { token } = await client.impersonate(memberId);
    const as = { kind: 'token', token } as const;
    try {
      return await client.listMemberKeys({ as, maxKeys: MAX_KEYS_PER_MEMBER });
    } catch (error) {
      throw new ListError(error);
    }
  };
  return async (memberId) => {
    const at = { memberId, via: 'token' } as const;
    try {
      const { keys, endedEarly } = await list(memberId).catch((error: unknown) => {
        if (error instanceof ListError && isUnauthorized(error.cause)) return list(memberId);
        throw error;
      });
      return attributeKeys(keys, { memberId, organizationId, via: 'token', endedEarly });
    } catch (error) {
      if (!(error instanceof ListError)) {
        return resultOfError(error, { ...at, step: 'impersonate' });
      }
      // The member's token was refused twice; our own key is not what was refused.
      if (isUnauthorized(error.cause)) return blocked(memberId, 'list-refused', 'token');
      return resultOfError(error.cause, { ...at, step: 'list' });
    }
  };
}

/** An error of the second call, which is made with the member's token and not with our key. */
class ListError extends brandedError('ListError') {
  constructor(cause: unknown) {
    super('the key list failed', { cause });
  }
}

/**
 * Reads with the header `x-bt-impersonate-user`. An answer that names the member by a key proves
 * itself; one that does not (above all an empty one) needs `self/me` under the same header or,
 * where that call is missing, the proof that other members' answers gave.
 */
export function headerReader(
  client: BraintrustClient,
  organizationId: OrganizationId,
  proof: HeaderProof,
): MemberReader {
  return async (memberId) => {
    const as = { kind: 'header', memberId } as const;
    try {
      const { keys, endedEarly } = await client.listMemberKeys({
        as,
        maxKeys: MAX_KEYS_PER_MEMBER,
      });
      const result = attributeKeys(keys, { memberId, organizationId, via: 'header', endedEarly });
      if (result.state !== 'audited') return result;
      if (keys.some((key) => key.userId === memberId)) {
        proof.note(memberId);
        return proof.proven ? result : { memberId, state: 'held', ifProven: result };
      }
      const me = await client.selfMe(as);
      const named = me?.id ?? null;
      if (named === null) {
        return proof.proven ? result : { memberId, state: 'held', ifProven: result };
      }
      if (named !== memberId) return blocked(memberId, 'identity-not-proven', 'header');
      proof.note(memberId);
      return proof.proven ? result : { memberId, state: 'held', ifProven: result };
    } catch (error) {
      return resultOfError(error, { memberId, via: 'header', step: 'list' });
    }
  };
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof AppError && error.code === 'wrong-key';
}
