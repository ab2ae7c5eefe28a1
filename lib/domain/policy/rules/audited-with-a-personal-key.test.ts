import { snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { auditedWithAPersonalKey } from './audited-with-a-personal-key';

testRule(auditedWithAPersonalKey, {
  clean: [{ name: 'a service token', snapshot: snapshot({ caller: 'service-token' }) }],
  flagged: [
    {
      name: "a person's key",
      snapshot: snapshot({ caller: 'person' }),
      findings: { 'org-acme': 'info' },
      evidence: ['API key of a person'],
    },
  ],
  notAssessed: [
    {
      name: 'whose it was, nobody noted',
      snapshot: snapshot({ caller: null }),
      notAssessed: { 'org-acme': 'unknown whether' },
    },
  ],
  edge: [
    {
      name: 'an organization without members and keys',
      snapshot: snapshot({ caller: 'person', members: [], keys: [] }),
      findings: { 'org-acme': 'info' },
    },
  ],
});
