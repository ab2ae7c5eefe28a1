import { DAY_MS, daysBetween } from '@/lib/core';
import type { Key } from '@/lib/organization';

/** A key made up to a day "in the future" was made now, by a clock that differs from ours. */
const CLOCK_SKEW_MS = DAY_MS;

/** A number of days, or the reason why it cannot be told. */
export type DaysOrReason = { days: number } | { reason: string };

/** How old a key or token is. *Units*: whole days. */
export function ageOf(key: Pick<Key, 'createdAt'>, now: Date): DaysOrReason {
  const { createdAt } = key;
  if (createdAt === null) return { reason: 'Braintrust did not say when it was created.' };
  const ahead = createdAt.getTime() - now.getTime();
  if (Number.isNaN(ahead)) return { reason: 'The date of creation cannot be read.' };
  if (ahead > CLOCK_SKEW_MS) return { reason: 'The date of creation lies in the future.' };
  return { days: Math.max(0, daysBetween(createdAt, now)) };
}

/** True where a key's end has come. A key whose end is unknown has not been seen to expire. */
export function hasExpired(key: Key, now: Date): boolean {
  return key.expiry.kind === 'at' && key.expiry.at.getTime() <= now.getTime();
}

/** Why nothing can be said of the end of a key or token, or `null` where it is known. */
export function expiryUnknown(key: Pick<Key, 'expiry'>): string | null {
  const { expiry } = key;
  if (expiry.kind === 'unknown') return 'This data plane does not report when it expires.';
  if (expiry.kind === 'at' && Number.isNaN(expiry.at.getTime())) {
    return 'The date of expiry cannot be read.';
  }
  return null;
}

/** A date as people read it: day in UTC. */
export function dayText(date: Date): string {
  return date.toISOString().slice(0, 10);
}
