import type { MemberId, OrganizationId } from '@/lib/domain/core';
import { resolveAccess } from './resolve-access';
import type { Grants } from './types';

/**
 * The members who own the organization: by a grant on the organization itself, direct or through
 * undeleted groups, they hold the system role Owner or all eight permissions unrestricted, from
 * any mix of permissions and roles. Names of groups say nothing.
 *
 * The level `owner` of `resolveAccess`. Ids that are granted something without being on the roster
 * are in the answer too.
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
