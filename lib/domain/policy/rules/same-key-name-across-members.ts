import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import { REFERENCES } from '../references';
import { keySubject, organizationSubject } from '../subjects';
import { evidenceText } from '../text';
import type { PolicySettings, RuleResult, Snapshot } from '../types';
import { otherHolders } from '../used-by';

/** One integration seems to use many personal keys. */
export const sameKeyNameAcrossMembers = defineRule({
  id: 'same-key-name-across-members',
  title: 'Same key name across members',
  description: 'Two or more members hold a key of this name.',
  why: 'Copies of one integration on personal keys can be replaced together: one project-scoped service token serves all, and is rotated once.',
  decides: () => [
    'Names are compared without case, signs, numbers and the holder’s own name.',
    'Names of common words alone, or with a word for a person’s computer, do not count.',
    'Every key of a name that two or more members hold gets the finding.',
  ],
  thresholds: ['commonWords', 'personWords', 'workloadWords', 'sharedMailboxWords'],
  cannotKnow: 'The same name may stand for different things. Ask the holders.',
  subject: 'key',
  severities: ['medium'],
  references: [REFERENCES.owaspReuse, REFERENCES.owaspHumanUse, REFERENCES.isoIdentity],
  evaluate,
});

function evaluate(
  snapshot: Snapshot,
  settings: PolicySettings,
  _now: Date,
  facts: Facts,
): RuleResult {
  const { members, copies } = facts;
  const memberOf = members.get.bind(members);
  const findings = snapshot.keys.flatMap((key) => {
    const group = copies.get(key.id);
    if (group === undefined) return [];
    const evidence = [
      { label: 'Name compared', value: evidenceText(group.name) },
      { label: 'Members with this name', value: String(group.holders.length) },
      { label: 'Same name held by', value: otherHolders(key, group, memberOf) },
    ];
    return [{ severity: 'medium' as const, subject: keySubject(key), evidence }];
  });
  return { findings, notAssessed: unseenCopies(snapshot) };
}

/** Copies at members whose keys weren't read can't be found. Reported once for all of them. */
function unseenCopies(snapshot: Snapshot): RuleResult['notAssessed'] {
  const unread = snapshot.members.filter(
    (member) => member.state !== 'audited' && member.roster !== 'left',
  ).length;
  if (unread === 0) return [];
  const reason = `Copies at ${unread} of ${snapshot.members.length} members cannot be seen: their keys were not read.`;
  return [{ subject: organizationSubject(snapshot.organization), reason }];
}
