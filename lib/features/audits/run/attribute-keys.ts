import type { MemberId, OrganizationId, Via } from '@/lib/domain/core';
import type { UpstreamKey } from '@/lib/platform/braintrust';
import type { Key } from '@/lib/domain/organization';
import { blocked, type MemberResult } from './member-result';

/**
 * Turns one member's key list into that member's result. Call it only under a proven identity. If a key names
 * another user, the entire answer is an identity mismatch and none of it is kept. Keys bound to another
 * organization are counted and left out; unbound keys stay.
 */
export function attributeKeys(
  answer: readonly UpstreamKey[],
  to: { memberId: MemberId; organizationId: OrganizationId; via: Via; endedEarly: boolean },
): MemberResult {
  const { memberId, organizationId, via, endedEarly } = to;
  if (answer.some((key) => key.userId !== null && key.userId !== memberId)) {
    return blocked(memberId, 'identity-mismatch', via);
  }
  const ours = answer.filter(
    (key) => key.organizationId === null || key.organizationId === organizationId,
  );
  return {
    memberId,
    state: 'audited',
    via,
    keys: ours.map((key) => toKey(key, memberId)),
    foreignKeys: answer.length - ours.length,
    endedEarly,
  };
}

export function toKey(key: UpstreamKey, holderId: MemberId): Key {
  return {
    id: key.id,
    name: key.name,
    preview: key.preview,
    createdAt: key.createdAt,
    ...(key.createdRaw === undefined ? {} : { createdRaw: key.createdRaw }),
    expiry: key.expiry,
    holderId,
    organizationId: key.organizationId,
  };
}
