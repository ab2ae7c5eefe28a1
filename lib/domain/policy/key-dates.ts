import { ageInDays } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import { evidenceText } from './text';
import type { Evidence } from './types';

/** A number of days, or the reason why it cannot be told. */
export type DaysOrReason = { days: number } | { reason: string };

/** How old a key or token is. *Units*: whole days. */
export function ageOf(
  { createdAt, createdRaw }: Pick<Key, 'createdAt' | 'createdRaw'>,
  now: Date,
): DaysOrReason {
  if (createdAt === null) return { reason: creationUnknown(createdRaw, now) };
  if (Number.isNaN(createdAt.getTime())) return { reason: 'The creation date cannot be read.' };
  const days = ageInDays(createdAt, now);
  return days === null ? { reason: IN_FUTURE } : { days };
}

const IN_FUTURE = 'The creation date is in the future.';

function creationUnknown(raw: string | undefined, now: Date): string {
  if (raw === undefined) return 'Braintrust did not say when it was created.';
  if (Date.parse(raw) > now.getTime()) return IN_FUTURE;
  return 'Braintrust sent a creation date that can’t be used.';
}

/** What Braintrust sent instead of usable dates of a key or token, as evidence. */
export function sentDates({ createdRaw, expiry }: Pick<Key, 'createdRaw' | 'expiry'>): Evidence[] {
  return [...sentCreation({ createdRaw }), ...sentExpiry({ expiry })];
}

/** The same of the creation date alone. */
export function sentCreation({ createdRaw }: { createdRaw?: string | undefined }): Evidence[] {
  return sent('Creation date that Braintrust sent', createdRaw);
}

/** The same of the expiration date alone. */
export function sentExpiry({ expiry }: Pick<Key, 'expiry'>): Evidence[] {
  const raw = expiry.kind === 'unknown' ? expiry.raw : undefined;
  return sent('Expiration date that Braintrust sent', raw);
}

function sent(label: string, raw: string | undefined): Evidence[] {
  return raw === undefined ? [] : [{ label, value: raw === '' ? '(empty)' : evidenceText(raw) }];
}

/** True where a key's end has come. A key whose end is unknown has not been seen to expire. */
export function hasExpired(key: Key, now: Date): boolean {
  return key.expiry.kind === 'at' && key.expiry.at.getTime() <= now.getTime();
}

/** Why nothing can be said of the end of a key or token, or `null` where it is known. */
export function expiryUnknown(key: Pick<Key, 'expiry'>): string | null {
  const { expiry } = key;
  if (expiry.kind === 'unknown') {
    return expiry.raw === undefined
      ? 'This data plane does not report when it expires.'
      : 'Braintrust sent an expiration date that can’t be used.';
  }
  if (expiry.kind === 'at' && Number.isNaN(expiry.at.getTime())) {
    return 'The date of expiry cannot be read.';
  }
  return null;
}

/** A date as people read it: day in UTC. */
export function dayText(date: Date): string {
  return date.toISOString().slice(0, 10);
}
