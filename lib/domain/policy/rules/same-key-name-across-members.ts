import { formatNumber, plural, type Steps } from '@/lib/domain/core';
import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import { REFERENCES } from '../references';
import { keySubject, organizationSubject } from '../subjects';
import { evidenceText } from '../text';
import type { PolicySettings, RuleResult, Snapshot } from '../types';
import { otherHolders } from '../used-by/assess-used-by';

/** One integration seems to use many personal keys. */
export const sameKeyNameAcrossMembers = defineRule({
  id: 'same-key-name-across-members',
  title: 'Same key name across members',
  description: 'Two or more members hold a key with this name.',
  why: 'Copies of one integration’s key can be replaced together. One project-scoped service token covers all of them and is rotated once.',
  decides: () => [
    'Names are compared without case, punctuation, numbers, and the holder’s own name.',
    'Names that contain a person keyword, or only common words, don’t count.',
    'Every key whose name two or more members share gets this finding.',
  ],
  thresholds: ['commonWords', 'personWords', 'workloadWords', 'sharedMailboxWords'],
  cannotKnow: 'Keys with the same name can serve different purposes. Ask the holders.',
  subject: 'key',
  severities: ['medium'],
  references: [REFERENCES.owaspReuse, REFERENCES.owaspHumanUse, REFERENCES.isoIdentity],
  evaluate,
});

function* evaluate(
  snapshot: Snapshot,
  settings: PolicySettings,
  _now: Date,
  facts: Facts,
): Steps<RuleResult> {
  const { members, copies } = facts;
  const memberOf = members.get.bind(members);
  const findings: RuleResult['findings'][number][] = [];
  for (const key of snapshot.keys) {
    const group = copies.get(key.id);
    if (group === undefined) continue;
    const evidence = [
      { label: 'Compared name', value: evidenceText(group.name) },
      { label: 'Members with this name', value: String(group.holders.length) },
      { label: 'Same name held by', value: otherHolders(key, group, memberOf) },
    ];
    findings.push({ severity: 'medium', subject: keySubject(key), evidence });
    yield;
  }
  return { findings, notAssessed: unseenCopies(snapshot) };
}

/** Copies at members whose keys weren't read can't be found. Reported once for all of them. */
function unseenCopies(snapshot: Snapshot): RuleResult['notAssessed'] {
  const unread = snapshot.members.filter(
    (member) => member.state !== 'audited' && member.roster !== 'left',
  ).length;
  if (unread === 0) return [];
  const reason = `Couldn’t check for copies at ${formatNumber(unread)} of ${plural(snapshot.members.length, 'member')}. Their keys weren’t read.`;
  return [{ subject: organizationSubject(snapshot.organization), reason }];
}
