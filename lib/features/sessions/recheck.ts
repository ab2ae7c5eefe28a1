import { recordActivity } from '@/lib/features/activity';
import { AppError, MINUTE_MS, SECOND_MS, toAppError, type SessionId } from '@/lib/domain/core';
import { schema, type Store } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import type { Log } from '@/lib/platform/log';
import { isDefinite } from './is-definite';
import type { Check, SessionRow } from './session-types';

/** Ownership is confirmed again after so long, when the session is used. */
const RECHECK_AFTER_MS = 5 * MINUTE_MS;
/** A session outlives so long of Braintrust not answering; then nothing is shown any more. */
const UNCONFIRMED_MS = 30 * MINUTE_MS;
/** After a check that came to nothing the next waits so long. */
const RETRY_AFTER_MS = 30 * SECOND_MS;
/** A request waits so long for a check that may end later. */
const WAIT_MS = 3 * SECOND_MS;
const MOST_REMEMBERED = 1000;

export type RecheckOptions = {
  store: Store;
  log: Log;
  check: Check;
  now: () => Date;
  /** The session's key; `token` is what its cookie holds. */
  open: (row: SessionRow, token: string) => Promise<string>;
};

/**
 * Confirms that the session's holder still is an owner. It answers the row, or `null` where
 * Braintrust says no: the session is gone then. One check a session at a time; a request does not
 * wait long for it while the last good answer is fresh enough.
 * *Errors*: the check's own, once Braintrust has not confirmed for 30 minutes.
 */
export function createRecheck(
  options: RecheckOptions,
): (row: SessionRow, token: string) => Promise<SessionRow | null> {
  const running = new Map<SessionId, Promise<SessionRow | null>>();
  const failedAtMs = new Map<SessionId, number>();

  return async (row, token) => {
    const nowMs = options.now().getTime();
    const ageMs = nowMs - row.checkedAt.getTime();
    if (ageMs < RECHECK_AFTER_MS) return row;
    const tolerated = ageMs < UNCONFIRMED_MS;
    const failedMs = failedAtMs.get(row.id);
    if (tolerated && failedMs !== undefined && nowMs - failedMs < RETRY_AFTER_MS) return row;

    const check = running.get(row.id) ?? confirm(options, row, token);
    running.set(row.id, check);
    const settled = check.then(
      (answer) => {
        failedAtMs.delete(row.id);
        return answer;
      },
      (error: unknown) => {
        if (failedAtMs.size > MOST_REMEMBERED) failedAtMs.clear();
        failedAtMs.set(row.id, options.now().getTime());
        options.log.warn('an owner could not be confirmed', { error, tolerated });
        if (tolerated) return row;
        throw error;
      },
    );
    const ended = settled.finally(() => running.delete(row.id));
    return tolerated ? Promise.race([ended, afterWait(row)]) : ended;
  };
}

/** The row, confirmed; `null` where Braintrust says no, and the session is gone. */
async function confirm(
  options: RecheckOptions,
  row: SessionRow,
  token: string,
): Promise<SessionRow | null> {
  const [proven] = await Promise.allSettled([proveHolder(options, row, token)]);
  if (proven.status === 'fulfilled') return proven.value;
  if (isDefinite(toAppError(proven.reason))) return null;
  throw proven.reason;
}

/**
 * The row, once Braintrust has said just now that its key is an owner's.
 * *Errors*: the check's own. After a definite no the session is deleted.
 */
export async function proveHolder(
  options: RecheckOptions,
  row: SessionRow,
  token: string,
): Promise<SessionRow | null> {
  const { store, check, now } = options;
  const { sessions } = schema;
  try {
    await check(await options.open(row, token), { organizationId: row.organizationId });
  } catch (cause) {
    const error = toAppError(cause);
    if (isDefinite(error)) await endFor(options, row, error);
    throw error;
  }
  const [updated] = await store.db
    .update(sessions)
    .set({ checkedAt: now() })
    .where(eq(sessions.id, row.id))
    .returning();
  return updated ?? null;
}

async function endFor(
  { store, log, now }: RecheckOptions,
  row: SessionRow,
  error: AppError,
): Promise<void> {
  log.warn('a session ended: its key is no longer an owner’s', { reason: error.code });
  await store.transaction(async (tx) => {
    const gone = await tx
      .delete(schema.sessions)
      .where(eq(schema.sessions.id, row.id))
      .returning({ id: schema.sessions.id });
    if (gone.length === 0) return;
    await recordActivity(tx, {
      organizationId: row.organizationId,
      actor: row.userEmail ?? row.userId ?? 'an owner',
      action: 'session-ended',
      details: { reason: error.code },
      at: now(),
    });
  });
}

function afterWait(row: SessionRow): Promise<SessionRow> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(row);
    }, WAIT_MS).unref();
  });
}
