import { formatNumber, plural } from '@/components/status/format';

/** The texts of the members table and of a member's panel. A member may be a service account. */
export const copy = {
  screen: {
    title: 'Members',
    table: 'Members',
    search: 'Search members',
    beforeFirstAudit: (impersonation: string) =>
      `Run an audit to see each member’s coverage: audited, blocked, or failed, and why. ${impersonation} Audits are read-only.`,
  },
  head: {
    filtered: (shown: number, all: number, hasServiceAccounts: boolean) =>
      hasServiceAccounts
        ? `${formatNumber(shown)} of ${formatNumber(all)} members and service accounts`
        : `${formatNumber(shown)} of ${plural(all, 'member')}`,
    auditMissing: (members: number) => `Re-audit ${plural(members, 'member')}`,
  },
  columns: {
    member: 'Member',
    coverage: 'Coverage',
    reason: 'Reason',
    keys: 'Keys',
    toReplace: 'To replace',
    access: 'Access',
    projects: 'Projects',
    audited: 'Audited',
    method: 'How keys were read',
    memberList: 'Member list',
    email: 'Email',
    id: 'Member ID',
    kind: 'Kind',
    finding: 'Finding',
    notAudited: 'Not audited',
    notEvaluatedYet: 'Keys are evaluated when the audit finishes',
  },
  card: {
    notAudited: 'Not audited yet',
    keys: (keys: number) => plural(keys, 'key'),
    keysToReplace: (keys: number, toReplace: number) =>
      `${plural(keys, 'key')}, ${formatNumber(toReplace)} to replace`,
  },
  empty: {
    /** `all` names the members of the audit with their number. */
    filtered: (all: string) => ({
      title: 'No matching members',
      text: `This audit lists ${all}. None match your search and filters.`,
    }),
    running: {
      title: 'Listing members',
      text: 'Members appear when Braintrust’s member list is read.',
    },
    none: { title: 'No members', text: 'Braintrust’s member list is empty.' },
    notRead: { title: 'No members', text: 'The audit ended before the member list was read.' },
  },
  selection: {
    auditAgain: 'Re-audit selected',
    limit: (most: number) => `Select at most ${formatNumber(most)} to re-audit`,
  },
  panel: {
    kind: 'Member',
    absent: 'Not in this audit',
    absentHint: 'The member list of this audit doesn’t include this member.',
    serviceTokens: 'View service tokens',
    keys: (keys: number) => `View ${plural(keys, 'key')}`,
    knownKeys: 'View known keys',
    auditAgain: { person: 'Re-audit member', 'service-account': 'Re-audit service account' },
    summary: 'Summary',
    accessTab: 'Access',
    access: {
      person: 'Effective access (inherited by every key)',
      'service-account': 'Effective access',
    },
  },
  facts: {
    name: 'Name',
    findings: 'Findings',
    findingsFailed: 'Couldn’t load the findings.',
    toReplace: 'Keys to replace',
    keyList: 'Key list',
    keyListEndedEarly: 'Ended at a short page',
    lastActive: 'Last active in Braintrust',
    lastActiveHint: 'Activity of the person, not of the keys',
    lastAttempt: 'Last attempt',
    notYet: 'Not yet',
  },
};
