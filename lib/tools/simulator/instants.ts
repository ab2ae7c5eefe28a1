const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

/** ISO text of the instant so many days before; a negative number is after. */
export function isoBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString();
}

/** The instant without its minutes, so that two runs close in time agree. */
export function wholeHour(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
}

/** Orders as Braintrust lists: by time of creation, newest first, then by id. */
export function newestFirst(
  a: { created: string | null; id: string },
  b: { created: string | null; id: string },
): number {
  const [left, right] = [a.created ?? '', b.created ?? ''];
  if (left !== right) return left < right ? 1 : -1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
