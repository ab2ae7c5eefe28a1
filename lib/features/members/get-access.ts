import { readAccess, requireAudit, type AuditRow } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { MOST_ACCESS_PROJECTS, type Access } from '@/lib/contract';
import { AppError, memberId, type MemberId, type OrganizationId } from '@/lib/domain/core';
import {
  GRANT_FLOW_ASSUMPTION,
  groupsOf,
  projectPowers,
  type OrganizationContext,
  type Reach,
} from '@/lib/domain/organization';
import { serviceTokenReach } from '@/lib/domain/policy';
import { schema } from '@/lib/platform/database';
import { and, eq } from '@/lib/platform/database/sql';
import { groupPowers } from './group-powers';

/**
 * The effective access of a member or service account in an audit, with the path of every grant.
 * *Errors*: `not-found` if the audit doesn't exist or doesn't know the holder.
 */
export async function getAccess(
  ctx: Context,
  input: { auditId: string; holderId: string },
): Promise<Access> {
  const audit = await requireAudit(ctx, input.auditId);
  const holder = memberId(input.holderId);
  const kind = await findHolder(ctx, audit, holder);
  if (kind === null) {
    throw new AppError('not-found', 'This member or service account isn’t in this audit.');
  }
  const { context, reachOf } = await readAccess(ctx.store.db, audit);
  const reach = reachOf(holder);
  const shown = kind === 'service-account' ? asAccount(context, holder, reach) : reach;
  return {
    holder_id: holder,
    level: shown.level,
    at_least: reach.atLeast,
    unread: [...shown.unread],
    grants_itself: shown.grantsItself,
    every_project: shown.everyProject,
    projects_reached: shown.projectsReached,
    projects_total: countProjects(context),
    groups: groupsIn(context, holder),
    reached: reachedProjects(reach, context, audit.organizationId),
    ...groupPowers(reach.powers, context, audit.organizationId),
    assumption: GRANT_FLOW_ASSUMPTION,
  };
}

type Told = Pick<Reach, 'level' | 'unread' | 'grantsItself' | 'everyProject' | 'projectsReached'>;

/** A service account without grants has unknown access, not none. */
function asAccount(context: OrganizationContext, account: MemberId, reach: Reach): Told {
  const tokens = context.serviceTokens.read ? context.serviceTokens.value : [];
  const token = tokens.find((one) => one.serviceAccountId === account);
  if (token === undefined) return reach;
  const resolved = serviceTokenReach(token, new Map([[account, reach]]));
  if (resolved.reach !== null) return reach;
  const unread = resolved.unknownWhy === null ? [] : [resolved.unknownWhy];
  const unknown = { grantsItself: null, everyProject: null, projectsReached: null };
  return { level: resolved.level, unread, ...unknown };
}

/** A holder is anyone in the member list, with a key in this audit, or named by a service token. */
async function findHolder(
  ctx: Context,
  audit: AuditRow,
  holder: MemberId,
): Promise<'member' | 'service-account' | null> {
  // PostgreSQL text can't contain NUL, so no stored id does.
  if (holder.includes('\0')) return null;
  const { auditKeys, auditMembers, auditServiceTokens: tokens } = schema;
  const { db } = ctx.store;
  const [members, accounts, holders] = await Promise.all([
    db
      .select({ id: auditMembers.memberId })
      .from(auditMembers)
      .where(and(eq(auditMembers.auditId, audit.id), eq(auditMembers.memberId, holder))),
    db
      .select({ id: tokens.tokenId })
      .from(tokens)
      .where(and(eq(tokens.auditId, audit.id), eq(tokens.serviceAccountId, holder)))
      .limit(1),
    db
      .select({ id: auditKeys.keyId })
      .from(auditKeys)
      .where(and(eq(auditKeys.auditId, audit.id), eq(auditKeys.holderId, holder)))
      .limit(1),
  ]);
  if (members.length > 0) return 'member';
  if (accounts.length > 0) return 'service-account';
  return holders.length > 0 ? 'member' : null;
}

function reachedProjects(
  reach: Reach,
  context: OrganizationContext,
  organizationId: OrganizationId,
): Access['reached'] {
  return (projectPowers(reach, context, organizationId) ?? [])
    .slice(0, MOST_ACCESS_PROJECTS)
    .map(({ project }) => ({ id: project.id, name: project.name }));
}

function countProjects({ projects }: OrganizationContext): number | null {
  return projects.read ? projects.value.filter((project) => !project.deleted).length : null;
}

function groupsIn(context: OrganizationContext, holder: MemberId): Access['groups'] {
  return (groupsOf(context, holder) ?? []).map(({ id, name, memberUsers }) => ({
    id,
    name,
    direct: memberUsers.includes(holder),
  }));
}
