import { formatNumber, plural } from '@/components/status/format';

/** The label and hint of each word list. */
const lists = {
  workloadWords: {
    label: 'Workload keywords',
    hint: 'Words in a key name that suggest a workload.',
  },
  personWords: {
    label: 'Person keywords',
    hint: 'Words in a key name that suggest a person.',
  },
  commonWords: {
    label: 'Common words',
    hint: 'Words that don’t identify an integration. Keys named only with these aren’t treated as copies of each other.',
  },
  vagueWords: {
    label: 'Vague words',
    hint: 'Key names made only of these words are reported as vague.',
  },
  sharedMailboxWords: {
    label: 'Shared mailbox keywords',
    hint: 'Words before the @ that suggest a shared or automated mailbox.',
  },
};

/** The texts of the rule settings. */
export const copy = {
  screen: {
    title: 'Rule settings',
    export: 'Export settings',
    defaults: (version: number) => `Version ${version} (default settings).`,
    savedBy: (version: number, at: string) => `Version ${version}, saved ${at} by `,
    someone: 'someone',
    hint: 'Changes re-evaluate stored audits without calling Braintrust.',
    failed: 'Couldn’t load the rule settings.',
    loading: 'Loading',
  },
  form: {
    saved: (version: number) => `Settings saved as version ${version}`,
    savedHint: 'The latest audit is re-evaluated. Older audits follow in the background.',
    plan: 'Plan',
    planHint:
      'Your Braintrust plan. On Starter every member is an owner, so ownership doesn’t raise severity.',
    plans: { unknown: 'Not set', starter: 'Starter', pro: 'Pro', enterprise: 'Enterprise' },
    thresholds: 'Thresholds',
    domains: 'Company email domains',
    domainsField: 'Domains, one per line',
    domainsHint:
      'Flag keys held by addresses outside these domains. Leave empty to disable. List subdomains separately.',
    words: 'Keywords',
    rules: 'Rules',
  },
  thresholds: {
    days: 'days',
    keys: 'keys',
    lowFrom: 'Low from',
    mediumFrom: 'Medium from',
    highFrom: 'High from',
    lowWithin: 'Low within',
    mediumWithin: 'Medium within',
    oldFrom: 'Old from',
    changed: 'Changed from default',
    resetLabel: (title: string) => `Reset ${title.toLowerCase()} to its default`,
    oldKey: 'Old key',
    oldKeyHint: 'Key age that triggers each severity.',
    expiresSoon: 'Expires soon',
    expiresSoonHint: 'Days before expiration that trigger each severity.',
    severalKeys: 'Several keys per member',
    severalKeysHint: 'Number of keys per member that triggers each severity.',
    oldServiceToken: 'Old service token',
    oldServiceTokenHint: 'Age at which a service token is reported.',
  },
  words: {
    lists,
    count: (words: number) => plural(words, 'word'),
    changed: ' · changed',
    field: (label: string) => `${label}, one per line`,
    reset: 'Reset to default',
  },
  rule: {
    severity: (title: string) => `Severity of “${title}”`,
    byDefault: 'Default',
    enabled: 'Enabled',
    columns: {
      rule: 'Rule',
      byDefault: 'Default',
      override: 'Override',
      enabled: 'Enabled',
      findings: 'Findings now',
      reset: 'Reset',
    },
    changed: 'Changed',
    reset: 'Reset',
    resetLabel: (title: string) => `Reset “${title}” to its default`,
    findingsOf: (at: string) => `Findings now are those of the audit of ${at}.`,
    partial: 'It is partial, so there may be more.',
    noFindings: 'None',
    disabled: 'Disabled',
    openFindings: (count: string, title: string) => `${count}: ${title}`,
    noAudit: 'No audit yet',
    notAssessed: 'The latest audit couldn’t evaluate this rule for everything.',
    enabledLabel: (title: string) => `“${title}” enabled`,
    reason: 'Reason for disabling',
    reasonLabel: (title: string) => `Reason for disabling “${title}”`,
  },
  preview: {
    pending: 'Calculating…',
    failed: (reason: string) => `Couldn’t preview the change. ${reason}`,
    noAudit: 'No audits to compare yet.',
    noChange: 'No change in the latest audit.',
    onlyVerdicts: 'Same findings, different verdicts.',
    fewer: (findings: number) => plural(findings, 'fewer finding'),
    more: (findings: number) => plural(findings, 'more finding'),
    fewerAndMore: (fewer: number, more: number) =>
      `${plural(fewer, 'fewer finding')}, ${formatNumber(more)} more`,
    inLatest: (change: string) => `${change} in the latest audit.`,
    verdict: (keys: number, from: string, to: string) =>
      `${plural(keys, 'key')} from ${from} to ${to}`,
  },
  saveBar: {
    invalid: 'Fix the highlighted fields before saving.',
    discard: 'Discard',
    save: 'Save settings',
    saving: 'Saving…',
    savedMeanwhile: (version: number, at: string | null) =>
      ` saved version ${version}${at === null ? '' : ` at ${at}`}.`,
    resetMeanwhile: (version: number) => `The stored settings are now version ${version}.`,
    notSaved: 'Your changes weren’t saved and are still here.',
    reload: 'Discard my changes and load latest',
  },
} as const;
