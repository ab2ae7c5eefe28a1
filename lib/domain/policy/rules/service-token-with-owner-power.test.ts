import {
  REFUSED,
  daysAgo,
  grant,
  reaches,
  serviceToken,
  snapshot,
  tokens,
} from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { serviceTokenWithOwnerPower } from './service-token-with-owner-power';

const granted = (...permissions: string[]) => ({
  serviceTokens: tokens(serviceToken('token-1')),
  reaches: reaches(permissions.map((permission) => grant('account-1', permission))),
});

testRule(serviceTokenWithOwnerPower, {
  clean: [
    {
      name: 'one project',
      snapshot: snapshot({
        serviceTokens: tokens(serviceToken('token-1')),
        reaches: reaches([grant('account-1', 'update', 'project', 'chat')]),
      }),
    },
    { name: 'no tokens', snapshot: snapshot() },
  ],
  flagged: [
    {
      name: 'the role Owner',
      snapshot: snapshot(granted('role:owner')),
      findings: { 'token-1': 'high' },
      evidence: ['owner', 'exports → role Owner → organization'],
    },
    {
      name: 'can give itself anything',
      snapshot: snapshot(granted('update_acls')),
      findings: { 'token-1': 'high' },
      evidence: ['can grant itself any access'],
    },
  ],
  notAssessed: [
    {
      name: 'tokens could not be listed',
      snapshot: snapshot({ serviceTokens: REFUSED }),
      notAssessed: { 'org-acme': 'Couldn’t read service tokens. Braintrust answered 403.' },
    },
    {
      name: 'no grant names the account: permissions may sit on the token itself',
      snapshot: snapshot(granted()),
      notAssessed: { 'token-1': 'can’t be checked' },
    },
    {
      name: 'grants could not be read',
      snapshot: snapshot({ ...granted(), reaches: reaches([], { acls: REFUSED }) }),
      notAssessed: { 'token-1': 'Access rules: Braintrust answered 403.' },
    },
    {
      name: 'whose account it is, is not known',
      snapshot: snapshot({
        ...granted('role:owner'),
        serviceTokens: tokens(serviceToken('token-1', { serviceAccountId: null })),
      }),
      notAssessed: { 'token-1': 'doesn’t report which service account' },
    },
  ],
  edge: [
    {
      name: 'the token that a data plane made for itself is left alone',
      snapshot: snapshot(granted('role:owner')),
      settings: { automaticTokens: ['token-1'] },
    },
    {
      name: 'an expired token',
      snapshot: snapshot({
        ...granted('role:owner'),
        serviceTokens: tokens(serviceToken('token-1', { expiry: { kind: 'at', at: daysAgo(1) } })),
      }),
    },
    {
      name: 'an account without a name is told by its id',
      snapshot: snapshot({
        ...granted('role:owner'),
        serviceTokens: tokens(serviceToken('token-1', { serviceAccountName: null })),
      }),
      findings: { 'token-1': 'high' },
      evidence: ['account-1'],
    },
  ],
});
