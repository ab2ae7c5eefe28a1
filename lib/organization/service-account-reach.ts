import type { Reach } from './types';

/**
 * The reach of a service account, as it is to be shown: where nothing of it can be seen, that says
 * nothing, since permissions may be set on its token directly and are in no access rule.
 */
export function serviceAccountReach(reach: Reach): Reach {
  if (reach.level !== 'none') return reach;
  return {
    ...reach,
    level: 'unknown',
    projectsReached: null,
    everyProject: null,
    grantsItself: null,
    unread: [...reach.unread, PERMISSIONS_ON_THE_TOKEN],
  };
}

const PERMISSIONS_ON_THE_TOKEN =
  'Service token: no group and no access rule gives its account anything; permissions set on the token itself cannot be seen.';
