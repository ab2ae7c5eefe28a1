import type { AccessLevel } from '@/lib/domain/core';
import type { Reach, ServiceToken } from '@/lib/domain/organization';
import type { Snapshot } from './types';

/** What a service token can do, according to the grants of its service account. */
export type TokenReach = {
  level: AccessLevel;
  /** `null`: nothing is known. */
  reach: Reach | null;
  /** Why the level or the number of projects is unknown. `null`: both are known. */
  unknownWhy: string | null;
};

const NO_ACCOUNT = 'Braintrust doesn’t report which service account this token belongs to.';
const NOT_RESOLVED = 'Groups, roles, or grants couldn’t be read.';
const NO_GRANTS =
  'No group or grant includes its service account. Permissions set directly on the token can’t be checked.';

/**
 * Returns what a service token can do. If its service account has no grants, the result is unknown: the token
 * may have permissions of its own, which the API doesn't report.
 */
export function serviceTokenReach(token: ServiceToken, reaches: Snapshot['reaches']): TokenReach {
  const account = token.serviceAccountId;
  if (account === null) return { level: 'unknown', reach: null, unknownWhy: NO_ACCOUNT };
  const reach = reaches.get(account);
  if (reach === undefined) return { level: 'unknown', reach: null, unknownWhy: NOT_RESOLVED };
  if (reach.level === 'none') return { level: 'unknown', reach: null, unknownWhy: NO_GRANTS };
  const isKnown = reach.level !== 'unknown' && reach.projectsReached !== null;
  if (isKnown) return { level: reach.level, reach, unknownWhy: null };
  const why = reach.unread.length === 0 ? NOT_RESOLVED : reach.unread.join(' ');
  return { level: reach.level, reach, unknownWhy: why };
}
