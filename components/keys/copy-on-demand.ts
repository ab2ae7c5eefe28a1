import { formatNumber, plural } from '@/components/status/format';

/** The texts of what is loaded only when it is shown, so that the table doesn't have to load them. */
export const copy = {
  empty: {
    filtered: (running: boolean) => ({
      title: 'No matching keys',
      text: `No keys match your search and filters.${running ? ' Verdicts and findings appear when the audit finishes.' : ''}`,
    }),
    running: {
      title: 'Listing keys',
      text: 'Keys appear as each member is audited. You can close this page; the audit keeps running.',
    },
    none: 'No keys found',
    noneOfAll: (members: number) =>
      `${formatNumber(members)} of ${plural(members, 'member')} audited.`,
    noneOfAudited: (members: number) => `No keys found for ${plural(members, 'audited member')}.`,
    missing: (missing: number, total: number) =>
      `${formatNumber(missing)} of ${plural(total, 'member')} weren’t audited; their keys are unknown.`,
  },
  selection: {
    replace: (keys: number) => `Replace ${plural(keys, 'key')}`,
    limit: (most: number) => `Select at most ${plural(most, 'key')} to change or replace them`,
    setUsage: 'Set usage…',
    acceptRisk: 'Accept risk…',
    copyIds: 'Copy IDs',
    export: (keys: number) => `Export ${plural(keys, 'key')}`,
    exportLimit: (most: number) => `Filter to export more than ${plural(most, 'key')}`,
  },
  panel: {
    kind: 'Key',
    replace: (keys: number) =>
      keys === 1 ? 'Replace this key' : `Replace ${formatNumber(keys)} keys`,
    openPlan: (stage: string) => `Open the plan (${stage})`,
    openInBraintrust: 'View API keys in Braintrust',
    summary: 'Summary',
    accessTab: 'Access',
    access: 'Effective access (inherited from the holder)',
    signals: 'Usage signals',
    history: 'History',
    audits: 'Audits that listed this key',
  },
  facts: {
    title: 'Details',
    holder: 'Holder',
    holderLastActive: 'Holder last active',
    holderLastActiveHint: 'Activity of the holder, not of this key',
    usage: 'Usage',
    access: 'Access',
    preview: 'Preview',
    id: 'Key ID',
    copyId: 'Copy key ID',
    created: 'Created',
    expires: 'Expires',
    organization: 'Organization',
    bound: 'Bound to this organization',
    unbound: 'Not bound to an organization',
    state: 'State',
    firstSeen: 'First seen',
    lastSeen: 'Last seen',
    workload: 'Workload',
  },
};
