import { memberId, type OrganizationId } from '@/lib/core';
import {
  groupsOf,
  resolveAccess,
  type Group,
  type OrganizationContext,
  type Reach,
} from '@/lib/organization';
import type { ObservedFacts } from './check';

/** What `judgePlan` needs, from what was read of the organization and of the holders' own lists. */
export function observeContext(
  context: OrganizationContext,
  organizationId: OrganizationId,
  keysOf: ObservedFacts['keysOf'],
): ObservedFacts {
  const projects = new Map(
    (context.projects.read ? context.projects.value : []).map(({ id, name }) => [
      id as string,
      name,
    ]),
  );
  return {
    serviceTokens: context.serviceTokens,
    groups: context.groups,
    reachOf: resolveAccess(context, organizationId),
    groupsOf: (holder) => groupsOf(context, holder) ?? [],
    reachOfGroup: (group) => reachOfGroup(context, organizationId, group),
    keysOf,
    nameOf: ({ on }) => (on.type === 'project' ? (projects.get(on.id) ?? null) : null),
  };
}

/** Somebody who is in no roster and in no group: what they get by joining one is what it gives. */
const PROBE = memberId('latchkey:member-of-one-group');

function reachOfGroup(
  context: OrganizationContext,
  organizationId: OrganizationId,
  { id }: Group,
): Reach {
  const { groups } = context;
  if (!groups.read) return resolveAccess(context, organizationId)(PROBE);
  const value = groups.value.map((group) =>
    group.id === id ? { ...group, memberUsers: [...group.memberUsers, PROBE] } : group,
  );
  return resolveAccess({ ...context, groups: { read: true, value } }, organizationId)(PROBE);
}
