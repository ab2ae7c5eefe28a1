import { recordActivity } from '@/lib/features/activity';
import type { OwnSession } from '@/lib/contract';
import { AppError, sessionId as toSessionId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, desc, eq, isNull, type SQL } from '@/lib/platform/database/sql';
import type { Context } from '@/lib/features/context';
import { isLive } from './session-use';
import { notSignedIn } from './sessions';

const { sessions } = schema;

/** The caller's live sessions in this organization, most recently used first. */
export async function listOwnSessions(ctx: Context): Promise<{ objects: OwnSession[] }> {
  const current = currentSession(ctx);
  const rows = await ctx.store.db
    .select()
    .from(sessions)
    .where(and(isOwn(ctx), isLive(ctx.now())))
    .orderBy(desc(sessions.lastUsedAt), sessions.id);
  return {
    objects: rows.map((row) => ({
      id: row.id,
      current: row.id === current,
      started_at: row.createdAt.toISOString(),
      last_used_at: row.lastUsedAt.toISOString(),
      expires_at: row.expiresAt.toISOString(),
      address: row.address,
    })),
  };
}

/** Ends one of the caller's sessions. *Errors*: `not-found` if it isn't theirs or has ended. */
export async function endOwnSession(ctx: Context, id: string): Promise<void> {
  const ended = await end(ctx, eq(sessions.id, toSessionId(id)));
  if (ended === 0) {
    throw new AppError('not-found', 'This session isn’t yours, or it has already ended.');
  }
}

/** Ends all of the caller's sessions in this organization, including the current one. */
export async function endOwnSessions(ctx: Context): Promise<void> {
  await end(ctx, undefined);
}

async function end(ctx: Context, which: SQL | undefined): Promise<number> {
  return ctx.store.transaction(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(and(isOwn(ctx), which))
      .returning({ id: sessions.id });
    if (ended.length > 0) {
      await recordActivity(tx, {
        organizationId: ctx.organization.id,
        actor: ctx.actor.label,
        action: 'signed-out',
        details: { sessions: ended.length, everywhere: which === undefined },
        at: ctx.now(),
      });
    }
    return ended.length;
  });
}

/** Matches by user id, otherwise by email. If neither is known, only the current session matches. */
function isOwn(ctx: Context): SQL | undefined {
  const { actor, organization } = ctx;
  const ofOrganization = eq(sessions.organizationId, organization.id);
  if (actor.userId !== null) return and(ofOrganization, eq(sessions.userId, actor.userId));
  if (actor.email !== null) {
    return and(ofOrganization, isNull(sessions.userId), eq(sessions.userEmail, actor.email));
  }
  return and(ofOrganization, eq(sessions.id, currentSession(ctx)));
}

function currentSession({ sessionId }: Context) {
  if (sessionId === undefined) throw notSignedIn();
  return sessionId;
}
