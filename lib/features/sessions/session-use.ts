import { HOUR_MS, MINUTE_MS } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, gt, lte, or } from '@/lib/platform/database/sql';

/** A session ends after this long without use. */
const IDLE_MS = HOUR_MS;
/** The time of last use is written at most this often. */
export const NOTE_USE_AFTER_MS = MINUTE_MS;

const { sessions } = schema;
const idleSince = (now: Date) => new Date(now.getTime() - IDLE_MS);

/** Condition for sessions that are neither expired nor idle for too long. */
export const isLive = (now: Date) =>
  and(gt(sessions.expiresAt, now), gt(sessions.lastUsedAt, idleSince(now)));

/** The opposite of `isLive`. */
export const isOver = (now: Date) =>
  or(lte(sessions.expiresAt, now), lte(sessions.lastUsedAt, idleSince(now)));
