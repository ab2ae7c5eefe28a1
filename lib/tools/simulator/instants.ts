const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

/** ISO time this many days earlier. A negative number is later. */
export function isoBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString();
}

/** Rounds down to the hour, so that two runs close in time build the same organization. */
export function wholeHour(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
}

/** Sorts like Braintrust: by creation time, latest first, then by ID. */
export function newestFirst(
  a: { created: string | null; id: string },
  b: { created: string | null; id: string },
): number {
  const [left, right] = [a.created ?? '', b.created ?? ''];
  if (left !== right) return left < right ? 1 : -1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
