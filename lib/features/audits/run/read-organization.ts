import type { UpstreamKey } from '@/lib/platform/braintrust';
import type { MemberId, OrganizationId } from '@/lib/domain/core';
import { UNNAMED_HOLDER, type Key } from '@/lib/domain/organization';
import { attributeKeys, toKey } from './attribute-keys';
import { blocked, type MemberResult } from './member-result';

/**
 * Splits the org-wide list by member. If the list is not confirmed, a member without a key in it is blocked,
 * because an empty answer proves nothing.
 * *Shape*: `strays` are keys whose holder is not among the given members.
 */
export function readOrganization(
  list: readonly UpstreamKey[],
  of: { members: readonly MemberId[]; organizationId: OrganizationId; confirmed: boolean },
): { results: MemberResult[]; strays: Key[] } {
  const byHolder = new Map<MemberId, UpstreamKey[]>();
  for (const key of list) {
    const holder = key.userId ?? UNNAMED_HOLDER;
    const keys = byHolder.get(holder);
    if (keys === undefined) byHolder.set(holder, [key]);
    else keys.push(key);
  }
  const results = of.members.map((memberId): MemberResult => {
    const keys = byHolder.get(memberId) ?? [];
    byHolder.delete(memberId);
    if (keys.length === 0 && !of.confirmed) {
      return blocked(memberId, 'identity-not-proven', 'organization');
    }
    return attributeKeys(keys, {
      memberId,
      organizationId: of.organizationId,
      via: 'organization',
      endedEarly: false,
    });
  });
  const strays = [...byHolder].flatMap(([holder, keys]) =>
    keys
      .filter((key) => key.organizationId === null || key.organizationId === of.organizationId)
      .map((key) => toKey(key, holder)),
  );
  return { results, strays };
}
