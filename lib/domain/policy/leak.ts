import { formatNumber, SEVERITIES, type AccessLevel, type Severity } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import { isOutside } from './company-domains';
import type { Facts } from './facts';
import { ageOf } from './key-dates';
import type { PolicySettings } from './types';

/** This many keys of one name count as copies that make a leak more likely. */
export const MANY_COPIES = 3;
/** A key is old for a leak when it is older than this. */
const OLD_DAYS = 365;

/** How bad a leak of a workload's key is, by what it gives away. */
const SEVERITY_OF_LEAK: Readonly<Record<AccessLevel, Severity>> = {
  owner: 'critical',
  'access-admin': 'critical',
  'writes-everywhere': 'high',
  unknown: 'high',
  'reads-everywhere': 'medium',
  'some-projects': 'medium',
  none: 'low',
};

/**
 * The severity of a leak: by access, and one step up for each key that is more likely to leak, whatever the
 * number of reasons. Unknown access is high, because an unread grant may give write access everywhere, and is
 * never raised, because critical is for what the audit knows. On Starter everyone is an owner, so ownership
 * counts as write access.
 */
export function severityOfLeak(
  access: AccessLevel,
  raisedBy: readonly string[],
  { plan }: Pick<PolicySettings, 'plan'>,
): Severity {
  const counted = access === 'owner' && plan === 'starter' ? 'writes-everywhere' : access;
  const severity = SEVERITY_OF_LEAK[counted];
  if (raisedBy.length === 0 || counted === 'unknown') return severity;
  return SEVERITIES[SEVERITIES.indexOf(severity) - 1] ?? severity;
}

/** Why this key is more likely to leak, or to stay unnoticed after a leak. */
export function raisedBy(
  key: Key,
  { members, copies }: Pick<Facts, 'members' | 'copies'>,
  { domains }: Pick<PolicySettings, 'domains'>,
  now: Date,
): string[] {
  const reasons: string[] = [];
  const copiesOfName = copies.get(key.id)?.keys.length ?? 1;
  if (copiesOfName >= MANY_COPIES)
    reasons.push(`${formatNumber(copiesOfName)} keys with this name`);
  const age = ageOf(key, now);
  if ('days' in age && age.days > OLD_DAYS) reasons.push('over a year old');
  if (isOutside(members.get(key.holderId)?.email ?? null, domains)) {
    reasons.push('holder outside company domains');
  }
  return reasons;
}
