import { formatNumber, plural } from '@/components/status/format';

/** The texts around every screen: navigation, header, audit progress and toasts. */
export const copy = {
  product: 'Latchkey',
  skip: 'Skip to content',
  undo: 'Undo',
  navigation: {
    title: 'Navigation',
    screens: 'Screens',
    open: 'Open navigation',
    collapse: 'Collapse sidebar',
    expand: 'Expand sidebar',
  },
  header: {
    simulated: 'Simulated',
    simulatedHint: 'Simulated organization. No Braintrust account is used.',
    search: 'Search and commands',
    audited: 'Audited',
    reAudited: (members: number | null) =>
      members === null ? 'Missing members re-audited' : `${plural(members, 'member')} re-audited`,
    auditOf: (day: string) => `Audit of ${day}`,
    noAudit: 'No audit yet',
  },
  account: {
    of: (name: string) => `Account of ${name}`,
  },
  audit: {
    run: 'Run audit',
    runFirst: 'Run first audit',
    starting: 'Starting…',
    running: 'An audit is running',
    alreadyRunning: 'An audit is already running',
    startError: 'Couldn’t start the audit',
    cancelError: 'Couldn’t cancel the audit',
    resumeError: 'Couldn’t resume the audit',
  },
  progress: {
    title: 'Running audit',
    bar: 'Audit progress',
    cancel: 'Cancel audit',
    tab: (done: number, total: number) =>
      `${formatNumber(done)} of ${plural(total, 'member')} · Latchkey`,
    members: (done: number, total: number) => `${formatNumber(done)} of ${plural(total, 'member')}`,
    listing: 'Listing members',
    evaluating: 'evaluating',
    waiting: 'waiting for Braintrust',
    waitingFor: {
      'rate-limited': 'waiting for Braintrust (rate limited)',
      'not-answering': 'waiting for Braintrust (not answering)',
    },
    queued: 'Waiting to start',
    cancelling: 'Cancelling. Waiting for open requests to finish',
    perSecond: (members: string) => `${members} per second`,
    perMinute: (members: string) => `${members} per minute`,
    left: (time: string) => `about ${time} left`,
  },
  impersonation: {
    members: (members: number) =>
      members === 1
        ? 'Latchkey impersonates your 1 member to list their keys.'
        : `Latchkey impersonates each of your ${plural(members, 'member')} to list their keys.`,
    serviceAccounts: (accounts: number) =>
      `It tries the same for ${plural(accounts, 'service account')}.`,
    all: 'Latchkey impersonates every member to list their keys.',
    notCounted: (why: string) => `Couldn’t count the members. ${why}`,
  },
  session: {
    title: 'Session',
    ended:
      'Your session has ended. Your input stays on this page. Sign in again, then save it here.',
  },
  shownAudit: {
    loadError: (screen: string) => `Couldn’t load ${screen.toLowerCase()}.`,
    none: 'No audit yet',
  },
} as const;
