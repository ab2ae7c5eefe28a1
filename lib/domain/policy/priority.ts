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
      order: [
        severity === null ? SEVERITIES.length : SEVERITIES.indexOf(severity),
        ACCESS_BY_RISK.indexOf(powerOf(key.holderId).access),
        -(copies.get(key.id)?.keys.length ?? 1),
        'days' in age ? -age.days : 0,
      ],
    };
  });
  places.sort((a, b) => compare(a.order, b.order) || (a.id < b.id ? -1 : 1));
  return new Map(places.map(({ id }, index) => [id, index + 1]));
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
