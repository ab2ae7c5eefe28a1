import { formatNumber, plural } from '@/components/status/format';

/** The texts of the keys table. */
export const copy = {
  screen: {
    title: 'Keys',
    table: 'API keys',
    search: 'Search keys',
    beforeFirstAudit: (impersonation: string) =>
      `Run an audit to list and evaluate every key. ${impersonation} Audits are read-only.`,
  },
  head: {
    keys: (count: number) => plural(count, 'key'),
    filtered: (shown: number, all: number) => `${formatNumber(shown)} of ${plural(all, 'key')}`,
    notRechecked: (count: number) => `plus ${formatNumber(count)} that couldn’t be re-checked`,
    rows: (count: number) => `= ${plural(count, 'row')}`,
    gone: (count: number) => `${formatNumber(count)} no longer listed`,
  },
  columns: {
    name: 'Name',
    verdict: 'Verdict',
    severity: 'Severity',
    reason: 'Why',
    plan: 'Plan',
    noPlan: 'None',
    findings: 'Findings',
    holder: 'Holder',
    usage: 'Usage',
    access: 'Access',
    age: 'Age',
    expiration: 'Expiration',
    preview: 'Preview',
    firstSeen: 'First seen',
    state: 'State',
    notEvaluated: 'Not evaluated',
  },
  filters: {
    verdict: 'Verdict',
    severity: 'Severity',
    finding: 'Finding',
    usage: 'Usage',
    access: 'Access',
    age: 'Age',
    expiration: 'Expiration',
    state: 'State',
    change: 'Change',
    ofWorkload: 'Keys of one workload',
    heldBy: (holders: readonly string[]) => `Holder: ${holders.join(', ')}`,
  },
};
