import { plural } from '@/components/status/format';

/** The texts of the guides and of the rule pages around the texts that guides and rules bring along. */
export const copy = {
  guides: {
    title: 'Guides',
    list: 'Guides',
    intro: 'Move from personal keys to service tokens. Looking for a finding? See',
    rules: 'Rules',
    search: 'Search guides',
    found: (count: number, query: string) => `${plural(count, 'guide')} for “${query}”`,
    empty: 'No matching guides',
    emptyHint: 'Try fewer or different words, such as “403”, “rotate”, or “kubernetes”.',
    emptyRules: 'Looking for a finding? See',
    showAll: 'Show all guides',
  },
  guide: {
    back: 'Guides',
    printHead: 'Latchkey guide',
    steps: 'Steps',
    questions: 'Questions',
    yes: 'Yes',
    otherwise: 'Otherwise',
    copyCode: 'Copy',
  },
  rules: {
    back: 'Guides',
    title: 'Rules',
    intro:
      'What Latchkey checks, why it matters, and how each rule works. Change thresholds and keywords in',
    settings: 'Rule settings',
  },
  rule: {
    back: 'Rules',
    why: 'Why it matters',
    decides: 'How it works',
    limits: 'Limits',
    change: 'Change this rule',
    changeThresholds: 'Change its thresholds, keywords, severity, or status in',
    changeSeverity: 'Change its severity or status in',
    settings: 'Rule settings',
    acceptRisk: 'To accept the risk of a single finding, open its key or service token.',
    references: 'References',
    guides: 'How to fix it',
    rows: {
      key: 'Keys with this finding',
      'service-token': 'Service tokens with this finding',
      member: 'Members with this finding',
      organization: 'Audits',
    },
    switchedOff: 'Disabled:',
    severitySet: 'Set in Rule settings',
  },
} as const;
