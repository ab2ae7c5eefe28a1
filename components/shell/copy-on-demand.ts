import { formatNumber, plural } from '@/components/status/format';

/** The texts of what is loaded only when it is shown, so that no other page has to load them. */
export const copy = {
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
    toAskAbout: 'Keys to ask holders about',
    toRotate: 'Keys to rotate',
    notAudited: 'Members not audited',
    commands: 'Commands',
    runAudit: 'Run audit',
    useDark: 'Use dark theme',
    useLight: 'Use light theme',
    shortcuts: 'Keyboard shortcuts',
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
  oldAudit: {
    title: 'Old audit',
    viewing: (date: string) => `You’re viewing the audit of ${date}.`,
    latest: 'Go to the latest',
  },
  stopped: {
    title: 'Stopped audit',
    after: (audited: number, total: number) =>
      `The latest audit stopped after ${formatNumber(audited)} of ${plural(total, 'member')}.`,
    kept: 'Results so far are kept.',
    details: 'View audit',
    resume: 'Resume audit',
  },
  signOut: {
    title: 'An audit is running',
    detail:
      'The audit can finish without you. Until it ends, Latchkey keeps an encrypted copy of the key it was started with, for 24 hours at most.',
    cancelError: (why: string) => `Couldn’t cancel the audit. ${why}`,
    cancel: 'Cancel audit and sign out',
    keep: 'Sign out, keep audit running',
  },
} as const;
