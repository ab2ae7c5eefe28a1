import type { MemberId, OrganizationId } from '@/lib/domain/core';
import { resolveAccess } from './resolve-access';
import type { Grants } from './types';

/**
 * Returns the owners of the organization: holders with the level `owner` of `resolveAccess`. They have the
 * system role Owner or all eight permissions, unrestricted, on the organization itself. These may come
 * directly, through undeleted groups, and from any mix of roles and permissions. A group's name doesn't
 * matter.
 *
 * The result can contain ids that have a grant but aren't in the member list.
 * *Source*: `GET /v1/group`, `/v1/role`, `/v1/acl/list_org`.
 */
export function resolveOwners(grants: Grants, organizationId: OrganizationId): Set<MemberId> {
  const unneeded = { read: true, value: [] } as const;
  const reachOf = resolveAccess(
    {
      groups: { read: true, value: grants.groups },
      roles: { read: true, value: grants.roles },
      acls: { read: true, value: grants.acls },
      projects: unneeded,
      serviceTokens: unneeded,
    },
    organizationId,
  );
  const owners = new Set<MemberId>();
  const test = (holder: MemberId | null): void => {
    if (holder !== null && reachOf(holder).level === 'owner') owners.add(holder);
  };
  for (const { userId } of grants.acls) test(userId);
  for (const { memberUsers } of grants.groups) memberUsers.forEach(test);
  return owners;
}
