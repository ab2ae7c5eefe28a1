import { recordActivity } from '@/lib/features/activity';
import { AppError, MINUTE_MS, SECOND_MS, toAppError, type SessionId } from '@/lib/domain/core';
import { schema, type Store } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import type { Log } from '@/lib/platform/log';
import { isDefinite } from './is-definite';
import type { Check, SessionRow } from './session-types';

/** Ownership is checked again if the last confirmation is older than this. */
const RECHECK_AFTER_MS = 5 * MINUTE_MS;
/** After this long without confirmation, requests wait for a check and fail if it fails. */
const UNCONFIRMED_MS = 30 * MINUTE_MS;
/** Wait this long after a failed check before the next one. */
const RETRY_AFTER_MS = 30 * SECOND_MS;
/** How long a request waits for a running check before it continues without the result. */
const WAIT_MS = 3 * SECOND_MS;
const MOST_REMEMBERED = 1000;

export type RecheckOptions = {
  store: Store;
  log: Log;
  check: Check;
  now: () => Date;
  /** Decrypts the session's key. `token` is the value in the session's cookie. */
  open: (row: SessionRow, token: string) => Promise<string>;
};

/**
 * Returns a function that confirms that the session's holder is still an owner. It returns the row, or `null`
 * if Braintrust says no; the session is then deleted. Only one check runs per session at a time. While the
 * last confirmation is recent enough, a request waits only briefly for it.
 * *Errors*: the check's own, if Braintrust hasn't confirmed the owner for 30 minutes.
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
        options.log.warn('ownership could not be confirmed', { error, tolerated });
        if (tolerated) return row;
        throw error;
      },
    );
    const ended = settled.finally(() => running.delete(row.id));
    return tolerated ? Promise.race([ended, afterWait(row)]) : ended;
  };
}

/** Returns `null` if Braintrust says no; the session is then deleted. */
async function confirm(
  options: RecheckOptions,
  row: SessionRow,
  token: string,
): Promise<SessionRow | null> {
  try {
    return await proveHolder(options, row, token);
  } catch (error) {
    if (isDefinite(toAppError(error))) return null;
    throw error;
  }
}

/**
 * Asks Braintrust now and returns the updated row; `null` if the session was deleted meanwhile.
 * *Errors*: the check's own. If Braintrust says no, the session is deleted first.
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
  log.warn('a session was ended because its key is no longer an owner’s', { reason: error.code });
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
