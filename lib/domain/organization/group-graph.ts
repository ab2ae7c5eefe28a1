import type { MemberId } from '@/lib/domain/core';
import { buildGraph, shortestWays, type Graph, type GraphNode } from './graph';
import type { Group, OrganizationContext } from './types';

/** Undeleted groups, each leading to the groups that contain it; and who is directly in which. */
export type GroupGraph = {
  graph: Graph;
  /** A group stands twice where it lists somebody twice. */
  directGroups: ReadonlyMap<MemberId, readonly GraphNode[]>;
};

/** Groups from the view of who is in them: a group contains the users of its member groups. */
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
 * The undeleted groups that somebody is in, directly and through nesting, nearest first; `null`:
 * groups were not read.
 */
export function groupsOf(context: OrganizationContext, holder: MemberId): readonly Group[] | null {
  return context.groups.read ? findGroupsOf(context.groups.value)(holder) : null;
}

/** The same for many holders: the graph of the groups is built once. */
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
