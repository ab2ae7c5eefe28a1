import type { AccessLevel } from '@/lib/domain/core';
import type { Reach, ServiceToken } from '@/lib/domain/organization';
import type { Snapshot } from './types';

/** What a service token can do, as far as the grants of its service account tell. */
export type TokenReach = {
  level: AccessLevel;
  /** `null` where nothing can be said at all. */
  reach: Reach | null;
  /** Why the level, or how many projects it reaches, is unknown; `null` where both are known. */
  unknownWhy: string | null;
};

const NO_ACCOUNT = 'Braintrust does not say whose service account this token is of.';
const NOT_RESOLVED = 'Groups, roles or grants could not be read.';
const NO_GRANTS =
  'No group or grant names its service account. Permissions set on the token itself cannot be checked.';

/**
 * The reach of a service token. A service account without any grant does not mean a token without
 * power: permissions may sit on the token itself, where nobody sees them, so that is unknown.
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
