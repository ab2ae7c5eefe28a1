import { MEMBER_REASONS } from '@/lib/domain/core';
import { member, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { memberNotAudited } from './member-not-audited';

testRule(memberNotAudited, {
  clean: [
    { name: 'all members audited', snapshot: snapshot() },
    { name: 'no members', snapshot: snapshot({ members: [] }) },
  ],
  flagged: [
    {
      name: 'blocked',
      snapshot: snapshot({
        members: [
          member('anna'),
          member('bob', { state: 'blocked', reason: 'impersonation-refused' }),
        ],
      }),
      findings: { bob: 'high' },
      evidence: ['bob@acme.example', 'blocked', 'Braintrust refused to impersonate this member'],
    },
    ...MEMBER_REASONS.map((reason) => ({
      name: `failed, ${reason}`,
      snapshot: snapshot({ members: [member('bob', { state: 'failed', reason })] }),
      findings: { bob: 'high' as const },
    })),
  ],
  notAssessed: [
    {
      name: 'a member who left meanwhile',
      snapshot: snapshot({ members: [member('bob', { state: 'failed', roster: 'left' })] }),
      notAssessed: { bob: 'No longer a member' },
    },
  ],
  edge: [
    {
      name: 'pending, without e-mail and without reason',
      snapshot: snapshot({ members: [member('bob', { state: 'pending', email: null })] }),
      findings: { bob: 'high' },
      evidence: ['bob', 'pending', 'unknown'],
    },
    {
      name: 'a member who was audited and then left is no hole',
      snapshot: snapshot({ members: [member('bob', { roster: 'left' })] }),
    },
  ],
});
