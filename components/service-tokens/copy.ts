import { formatNumber, plural } from '@/components/status/format';

/** The texts of the service tokens table and of a service token's panel. */
export const copy = {
  screen: {
    title: 'Service tokens',
    table: 'Service tokens',
    search: 'Search service tokens',
    beforeFirstAudit: () =>
      'Run an audit to list and evaluate every service token. Audits are read-only.',
  },
  head: {
    all: (tokens: number) => plural(tokens, 'token'),
    filtered: (shown: number, all: number) => `${formatNumber(shown)} of ${plural(all, 'token')}`,
  },
  columns: {
    name: 'Name',
    account: 'Service account',
    access: 'Access',
    findings: 'Findings',
    supersedes: 'Old keys left',
    age: 'Age',
    expiration: 'Expiration',
    preview: 'Preview',
    noKeys: 'None',
    supersedesHint: 'Active keys that this token likely supersedes',
    keys: (keys: number) => plural(keys, 'key'),
    accountUnknown: 'Not reported by Braintrust',
  },
  filters: {
    severity: 'Severity',
    access: 'Access',
    finding: 'Finding',
    age: 'Age',
    expiration: 'Expiration',
    supersedes: 'Supersedes a key',
    automatic: 'Created by data plane',
    yesNo: { yes: 'Yes', no: 'No' },
  },
  empty: {
    filtered: {
      title: 'No matching service tokens',
      text: 'No service tokens match your search and filters.',
    },
    running: {
      title: 'Audit in progress',
      text: 'Service tokens appear when the audit finishes.',
    },
    failed: {
      title: 'Couldn’t list service tokens',
      text: 'This audit didn’t list service tokens. Run a new audit to see them.',
    },
    none: {
      title: 'No service tokens',
      text: 'Braintrust lists no service tokens for this organization.',
    },
  },
  panel: {
    kind: 'Service token',
    automatic: 'Marked as created by your self-hosted data plane for itself. Don’t revoke it.',
    openInBraintrust: 'View service tokens in Braintrust',
    mark: 'Mark as created by Braintrust data plane',
    removeMark: 'Remove data plane mark',
    markFailed: 'Couldn’t save the data plane mark',
    superseded: 'Active keys likely superseded by this token',
    plans: 'Replacement plan',
    replaces: (keys: number) => `Replaces ${plural(keys, 'key')}`,
    moreKeys: (keys: number) => `and ${formatNumber(keys)} more`,
    summary: 'Summary',
    accessTab: 'Access',
    access: 'Effective access',
  },
  facts: {
    title: 'Details',
    created: 'Created',
    expires: 'Expires',
    id: 'Token ID',
  },
};
