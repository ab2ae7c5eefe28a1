import { ageInDays } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import { evidenceText } from './text';
import type { Evidence } from './types';

export type DaysOrReason = { days: number } | { reason: string };

/** The age of a key or token. *Units*: whole days. */
export function ageOf(
  { createdAt, createdRaw }: Pick<Key, 'createdAt' | 'createdRaw'>,
  now: Date,
): DaysOrReason {
  if (createdAt === null) return { reason: creationUnknown(createdRaw, now) };
  if (Number.isNaN(createdAt.getTime())) return { reason: 'The creation date can’t be read.' };
  const days = ageInDays(createdAt, now);
  return days === null ? { reason: IN_FUTURE } : { days };
}

const IN_FUTURE = 'The creation date is in the future.';

function creationUnknown(raw: string | undefined, now: Date): string {
  if (raw === undefined) return 'Braintrust didn’t report a creation date.';
  if (Date.parse(raw) > now.getTime()) return IN_FUTURE;
  return 'Braintrust sent a creation date that can’t be used.';
}

/** The unusable dates of a key or token that Braintrust sent, as evidence. */
export function sentDates({ createdRaw, expiry }: Pick<Key, 'createdRaw' | 'expiry'>): Evidence[] {
  return [...sentCreation({ createdRaw }), ...sentExpiry({ expiry })];
}

export function sentCreation({ createdRaw }: { createdRaw?: string | undefined }): Evidence[] {
  return sent('Creation date that Braintrust sent', createdRaw);
}

export function sentExpiry({ expiry }: Pick<Key, 'expiry'>): Evidence[] {
  const raw = expiry.kind === 'unknown' ? expiry.raw : undefined;
  return sent('Expiration date that Braintrust sent', raw);
}

function sent(label: string, raw: string | undefined): Evidence[] {
  return raw === undefined ? [] : [{ label, value: raw === '' ? '(empty)' : evidenceText(raw) }];
}

/** A key whose expiration is unknown doesn't count as expired. */
export function hasExpired(key: Key, now: Date): boolean {
  return key.expiry.kind === 'at' && key.expiry.at.getTime() <= now.getTime();
}

/** Why the expiration of a key or token is unknown. `null`: it is known. */
export function expiryUnknown(key: Pick<Key, 'expiry'>): string | null {
  const { expiry } = key;
  if (expiry.kind === 'unknown') {
    return expiry.raw === undefined
      ? 'This data plane doesn’t report expiration dates.'
      : 'Braintrust sent an expiration date that can’t be used.';
  }
  if (expiry.kind === 'at' && Number.isNaN(expiry.at.getTime())) {
    return 'The expiration date can’t be read.';
  }
  return null;
}

/** The day in UTC as evidence, with the label by which `evidenceWords` knows it: "Created on: 2026-11-28". */
export function dayEvidence(label: `${string} on`, date: Date | null): Evidence {
  return { label, value: date === null ? 'unknown' : date.toISOString().slice(0, 10) };
}
