import { SEVERITIES, type AccessLevel, type KeyId, type Severity } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import type { Facts } from './facts';
import { ageOf } from './key-dates';

/** From what gives away most to least. Unknown access stands where its severity puts it. */
export const ACCESS_BY_RISK: readonly AccessLevel[] = [
  'owner',
  'access-admin',
  'writes-everywhere',
  'unknown',
  'reads-everywhere',
  'some-projects',
  'none',
];

/**
 * The order of risk, 1 first: by severity, then by access, by the number of keys with the name, and by age.
 * The id decides between equals, so that the order is always the same.
 */
export function prioritize(
  keys: readonly Key[],
  assessed: ReadonlyMap<string, { severity: Severity | null }>,
  { powerOf, copies }: Pick<Facts, 'powerOf' | 'copies'>,
  now: Date,
): Map<KeyId, number> {
  const places = keys.map((key) => {
    const severity = assessed.get(key.id)?.severity ?? null;
    const age = ageOf(key, now);
    return {
      id: key.id,
      severity: severity === null ? SEVERITIES.length : SEVERITIES.indexOf(severity),
      access: ACCESS_BY_RISK.indexOf(powerOf(key.holderId).access),
      copies: copies.get(key.id)?.keys.length ?? 1,
      days: 'days' in age ? age.days : 0,
    };
  });
  places.sort(
    (a, b) =>
      a.severity - b.severity ||
      a.access - b.access ||
      b.copies - a.copies ||
      b.days - a.days ||
      (a.id < b.id ? -1 : 1),
  );
  return new Map(places.map(({ id }, index) => [id, index + 1]));
}
