import type { Audit } from '@/lib/contract';

export type ListedAudit = {
  audit: Audit;
  /** True for a follow-up below the audit that it follows up. */
  isBelow: boolean;
};

/**
 * Puts each follow-up below its audit, latest first. A follow-up of a follow-up is below the same audit. One
 * whose audit isn't loaded yet keeps its place.
 */
export function withFollowUps(audits: readonly Audit[]): ListedAudit[] {
  const byId = new Map(audits.map((audit) => [audit.id, audit]));
  const rootOf = (audit: Audit): Audit => {
    const parent = audit.parent_id === null ? undefined : byId.get(audit.parent_id);
    return parent === undefined ? audit : rootOf(parent);
  };
  const listed = audits.map((audit) => ({ audit, root: rootOf(audit) }));
  return listed
    .filter(({ audit, root }) => audit === root)
    .flatMap(({ root }) => [
      { audit: root, isBelow: false },
      ...listed
        .filter((one) => one.root === root && one.audit !== root)
        .map(({ audit }) => ({ audit, isBelow: true })),
    ]);
}

/** How many members a follow-up read itself. `null`: not recorded. */
export function membersReAudited(audit: Audit): number | null {
  const { members_asked: asked, members_carried_over: carriedOver, members } = audit;
  return asked ?? (carriedOver === null ? null : members.total - carriedOver);
}
