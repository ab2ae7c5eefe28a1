export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/**
 * Whole days from `from` to `to`, rounded down; negative when `from` is later.
 * *Units*: days of 24 h.
 */
export function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / DAY_MS);
}

/** A creation date up to a day ahead of our clock counts as now, because clocks differ. */
const CLOCK_SKEW_MS = DAY_MS;

/** Whether a creation date is in the future by more than clocks can differ. */
export function isInFuture(createdAt: Date, now: Date): boolean {
  return createdAt.getTime() - now.getTime() > CLOCK_SKEW_MS;
}

/** Whole days since the creation. `null`: the date is unknown or in the future. */
export function ageInDays(createdAt: Date | null, now: Date): number | null {
  if (createdAt === null || isInFuture(createdAt, now)) return null;
  return Math.max(0, daysBetween(createdAt, now));
}

/** The day in UTC as ISO 8601, such as `2026-03-01`. */
export function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Whether a due date, a day in UTC, has passed. */
export function hasPassed(due: string | null, now: Date): boolean {
  return due !== null && due < isoDay(now);
}

const DAY = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

/** The day in UTC, as people read it: "Mar 1, 2026". */
export function formatDay(at: Date | string): string {
  return DAY.format(new Date(at));
}

/** The exact time: "Mar 1, 2026, 12:00 UTC". */
export function formatUtc(at: Date | string): string {
  return `${formatDay(at)}, ${new Date(at).toISOString().slice(11, 16)} UTC`;
}
