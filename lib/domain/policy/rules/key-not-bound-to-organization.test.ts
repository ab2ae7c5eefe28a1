import { key, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { keyNotBoundToOrganization } from './key-not-bound-to-organization';

testRule(keyNotBoundToOrganization, {
  clean: [{ name: 'a key of this organization', snapshot: snapshot() }],
  flagged: [
    {
      name: 'org_id is null',
      snapshot: snapshot({ keys: [key('key-1', { organizationId: null }), key('key-2')] }),
      findings: { 'key-1': 'medium' },
    },
  ],
  notAssessed: [
    {
      name: 'never: null is an answer, whatever else is unknown',
      snapshot: snapshot({
        keys: [
          key('key-1', { organizationId: null, createdAt: null, expiry: { kind: 'unknown' } }),
        ],
        members: [],
      }),
      findings: { 'key-1': 'medium' },
    },
  ],
  edge: [{ name: 'no keys', snapshot: snapshot({ keys: [] }) }],
});
