import type { MemberId } from '@/lib/domain/core';
import { buildGraph, shortestWays, type Graph, type GraphNode } from './graph';
import type { Group, OrganizationContext } from './types';

/** Undeleted groups with edges to the groups that contain them, and each member's direct groups. */
export type GroupGraph = {
  graph: Graph;
  /** Contains a group twice if the group lists a member twice. */
  directGroups: ReadonlyMap<MemberId, readonly GraphNode[]>;
};

/** Edges go from a group to its containers, because a group contains the users of its member groups. */
export function groupGraph(groups: readonly Group[]): GroupGraph {
  const graph = buildGraph('group', groups, (group) =>
    group.memberGroups.map((member) => [member, group.id]),
  );
  const directGroups = new Map<MemberId, GraphNode[]>();
  for (const { id, deleted, memberUsers } of groups) {
    const node = graph.get(id);
    if (deleted || node === undefined) continue;
    for (const user of memberUsers) {
      const nodes = directGroups.get(user);
      if (nodes === undefined) directGroups.set(user, [node]);
      else nodes.push(node);
    }
  }
  return { graph, directGroups };
}

/**
 * The undeleted groups that a holder is in, directly and through nesting, nearest first. `null`: groups
 * weren't read.
 */
export function groupsOf(context: OrganizationContext, holder: MemberId): readonly Group[] | null {
  return context.groups.read ? findGroupsOf(context.groups.value)(holder) : null;
}

/** Like `groupsOf`, but for many holders: builds the graph only once. */
export function findGroupsOf(groups: readonly Group[]): (holder: MemberId) => readonly Group[] {
  const { directGroups } = groupGraph(groups);
  const byId = new Map<string, Group>();
  for (const group of groups) if (!group.deleted) byId.set(group.id, group);
  return (holder) =>
    shortestWays(directGroups.get(holder) ?? []).flatMap(({ node }) => {
      const group = byId.get(node.step.id);
      return group === undefined ? [] : [group];
    });
}
