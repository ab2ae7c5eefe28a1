import { memberId, type MemberId, type OrganizationId } from '@/lib/domain/core';
import {
  findGroupsOf,
  resolveAccess,
  type Group,
  type OrganizationContext,
} from '@/lib/domain/organization';
import type { ObservedFacts } from './check';

/**
 * Prepares what `judgePlan` needs from an organization and its holders' key lists. Call it once for any
 * number of plans, because resolving access is most of the work.
 */
export function observeContext(
  context: OrganizationContext,
  organizationId: OrganizationId,
  { keysOf, at }: Pick<ObservedFacts, 'keysOf' | 'at'>,
): ObservedFacts {
  const projects = new Map(
    (context.projects.read ? context.projects.value : []).map(({ id, name }) => [
      id as string,
      name,
    ]),
  );
  const { groups } = context;
  const reachOf = resolveAccess(
    groups.read
      ? { ...context, groups: { read: true, value: groups.value.map(withProbe) } }
      : context,
    organizationId,
  );
  const groupsOf = findGroupsOf(groups.read ? groups.value : []);
  return {
    serviceTokens: context.serviceTokens,
    groups,
    reachOf,
    groupsOf,
    reachOfGroup: (group) => reachOf(probeOf(group)),
    keysOf,
    at,
    nameOf: ({ on }) => (on.type === 'project' ? (projects.get(on.id) ?? null) : null),
  };
}

/** An invented member of only this group. What they can do is what the group alone allows. */
const probeOf = ({ id }: Pick<Group, 'id'>): MemberId => memberId(`latchkey:member-of:${id}`);

const withProbe = (group: Group): Group => ({
  ...group,
  memberUsers: [...group.memberUsers, probeOf(group)],
});
