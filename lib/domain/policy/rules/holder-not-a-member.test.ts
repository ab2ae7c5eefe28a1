import { memberId } from '@/lib/domain/core';
import { UNNAMED_HOLDER } from '@/lib/domain/organization';
import { key, member, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { holderNotAMember } from './holder-not-a-member';

const organizationWideList = true;

testRule(holderNotAMember, {
  clean: [{ name: 'the holder is on the roster', snapshot: snapshot({ organizationWideList }) }],
  flagged: [
    {
      name: 'the roster does not have the holder',
      snapshot: snapshot({
        organizationWideList,
        keys: [key('key-1'), key('key-2', { holderId: memberId('zoe') })],
      }),
      findings: { 'key-2': 'critical' },
      evidence: ['zoe', 'not listed'],
    },
    {
      name: 'the holder left while the audit ran',
      snapshot: snapshot({ organizationWideList, members: [member('anna', { roster: 'left' })] }),
      findings: { 'key-1': 'critical' },
      evidence: ['anna@acme.example', 'no longer listed at the end of the audit'],
    },
  ],
  notAssessed: [
    {
      name: 'without the organization-wide list',
      snapshot: snapshot({ keys: [key('key-2', { holderId: memberId('zoe') })] }),
      notAssessed: { 'org-acme': 'impersonation covers current members only' },
    },
    {
      name: 'a key whose holder the list does not name',
      snapshot: snapshot({
        organizationWideList,
        keys: [key('key-2', { holderId: UNNAMED_HOLDER })],
      }),
      notAssessed: { 'key-2': 'doesn’t report who holds' },
    },
  ],
  edge: [
    {
      name: 'who joined while the audit ran is a member',
      snapshot: snapshot({ organizationWideList, members: [member('anna', { roster: 'joined' })] }),
    },
    {
      name: 'a member who could not be audited is still a member',
      snapshot: snapshot({ organizationWideList, members: [member('anna', { state: 'blocked' })] }),
    },
  ],
});
