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
    noAudit: 'No audit yet',
  },
  commands: {
    title: 'Search and commands',
    placeholder: 'Search keys, go to a screen, or run a command',
    none: 'No results',
    search: 'Search',
    searchKeys: (text: string) => `Search keys for “${text}”`,
    searchGuides: (text: string) => `Search guides for “${text}”`,
    goTo: 'Go to',
    toReplace: 'Keys to replace',
    toRevoke: 'Keys to revoke',
    toReview: 'Keys to review',
    notAudited: 'Members not audited',
    commands: 'Commands',
    runAudit: 'Run audit',
    useDark: 'Use dark theme',
    useLight: 'Use light theme',
    shortcuts: 'Keyboard shortcuts',
  },
  account: {
    title: 'Account',
    theme: 'Theme',
    system: 'System',
    light: 'Light',
    dark: 'Dark',
    shortcuts: 'Keyboard shortcuts',
    signOut: 'Sign out',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    search: 'Search and commands (Ctrl K on Windows and Linux)',
    searchTable: 'Search the table',
    next: 'Next row',
    previous: 'Previous row',
    open: 'Open row',
    select: 'Select row',
    first: 'First row',
    last: 'Last row',
    close: 'Close the panel or clear the selection',
    list: 'Keyboard shortcuts',
  },
  audit: {
    run: 'Run audit',
    runFirst: 'Run first audit',
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
    tab: (done: number, total: number) => `${done} of ${total} members · Latchkey`,
    members: (done: number, total: number) => `${formatNumber(done)} of ${plural(total, 'member')}`,
    listing: 'Listing members',
    evaluating: 'evaluating',
    queued: 'Waiting to start',
    cancelling: 'Cancelling. Waiting for open requests to finish',
    perSecond: (members: string) => `${members} per second`,
    perMinute: (members: string) => `${members} per minute`,
    left: (time: string) => `about ${time} left`,
  },
  outcome: {
    cancelled: 'Audit cancelled',
    cancelledDetail: (audited: number, total: number) =>
      `${formatNumber(audited)} of ${plural(total, 'member')} were audited. Screens keep showing the previous audit.`,
    stopped: 'Audit stopped',
    stoppedUnknown: 'Unknown reason',
    kept: 'Results so far are kept.',
    partial: (audited: number, total: number) =>
      `Partial audit: ${formatNumber(audited)} of ${plural(total, 'member')} audited`,
    complete: (keys: number) => `Audit complete: ${plural(keys, 'key')}`,
    changes: (changes: string) => `Since the previous audit: ${changes}.`,
    change: {
      new: (keys: number) => `${formatNumber(keys)} new`,
      gone: (keys: number) => `${formatNumber(keys)} removed`,
      changed: (keys: number) => `${formatNumber(keys)} changed`,
    },
  },
  stopped: {
    title: 'Stopped audit',
    after: (audited: number, total: number) =>
      `The latest audit stopped after ${formatNumber(audited)} of ${plural(total, 'member')}.`,
    kept: 'Results so far are kept.',
    details: 'View audit',
    resume: 'Resume audit',
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
  signOut: {
    title: 'An audit is running',
    detail:
      'The audit can finish without you. Until it ends, Latchkey keeps an encrypted copy of the key it was started with, for 24 hours at most.',
    cancelError: (why: string) => `Couldn’t cancel the audit. ${why}`,
    cancel: 'Cancel audit and sign out',
    keep: 'Sign out, keep audit running',
  },
  shownAudit: {
    loadError: (screen: string) => `Couldn’t load ${screen.toLowerCase()}.`,
    none: 'No audit yet',
  },
} as const;
