import { formatNumber, plural } from '@/components/status/format';
import type { ChangeKind } from '@/lib/domain/core';

/** All texts of the overview. Parts around a link stand in reading order. */
export const copy = {
  screen: {
    title: 'Overview',
    titlePrefix: 'Overview: ',
    loading: 'Loading',
    loadError: 'Couldn’t load the overview.',
    printTitle: 'API keys: overview',
    verdicts: 'Keys by verdict',
  },
  beforeFirstAudit: {
    title: 'No audit yet',
    titleRunning: 'First audit in progress',
    introBeforeName: 'See every API key in',
    introAfterName: 'and which ones should move to service tokens.',
    introRunning: 'Keys appear as they’re found. You can close this page; the audit keeps running.',
    viewKeys: 'View keys',
    viewProgress: 'View progress',
    cancelled: 'The latest audit was cancelled.',
    stopped: 'The latest audit stopped.',
    viewStopped: 'View audit',
    impersonateRunning:
      'Latchkey lists the members, then impersonates each one to list their keys.',
    impersonateDetail:
      'Braintrust allows this for owners. It may appear in Braintrust’s audit log under your name.',
    steps: [
      [
        'Latchkey stores each key’s name, preview, and dates.',
        'Key lists contain no secrets. If one did, Latchkey would drop it.',
      ],
      [
        'Latchkey evaluates every key and reports members it couldn’t audit.',
        'Audits are read-only: nothing changes in Braintrust.',
      ],
    ],
  },
  firstSentence: {
    noKeys: 'No API keys found.',
    audited: (audited: number, total: number) =>
      `${formatNumber(audited)} of ${plural(total, 'member')} audited.`,
    keys: (count: number) => plural(count, 'key'),
    notRechecked: (count: number) =>
      count === 1
        ? 'from an earlier audit couldn’t be re-checked and isn’t counted.'
        : 'from earlier audits couldn’t be re-checked and aren’t counted.',
    noneToReplace: (keys: number) => `No keys to replace among ${plural(keys, 'key')}.`,
    toReplace: (toReplace: number, keys: number) =>
      `${formatNumber(toReplace)} of ${plural(keys, 'key')} should ${
        toReplace === 1 ? 'become a service token' : 'become service tokens'
      }.`,
  },
  coverageBanner: {
    label: 'Coverage',
    members: (count: number) => plural(count, 'member'),
    incomplete: 'couldn’t be audited. Totals are incomplete.',
    partial: 'This audit is partial.',
    notConfirmed: 'Key lists couldn’t be confirmed, so keys may be missing.',
    retry: (members: number) => `Re-audit ${plural(members, 'member')}`,
    viewCoverage: 'View coverage',
  },
  figures: {
    label: 'Figures',
    keys: (count: number) => plural(count, 'key'),
    exposure: {
      title: 'Full control',
      unknown: 'Unknown',
      hint: 'Have, or can grant themselves, full control of the organization.',
      allUnknown: 'Effective access couldn’t be resolved.',
      unknownFor: (count: number) => `Unknown for ${plural(count, 'key')}.`,
    },
    toReplace: {
      title: 'To replace',
      unknown: 'Unknown',
      loadError: 'Couldn’t load replacement progress.',
      noPlans: 'No replacement planned yet',
    },
    acceptedRisks: {
      title: 'Accepted risks',
      unknown: 'Unknown',
      loadError: 'Couldn’t load accepted risks.',
      none: 'None in effect.',
      next: (day: string) => `Next expires ${day}.`,
      withoutEffect: (count: number) => `${formatNumber(count)} without effect.`,
      ended: (count: number) => `${formatNumber(count)} expired in the last 30 days.`,
    },
    coverage: {
      title: 'Members audited',
      value: (audited: string, total: string) => `${audited} of ${total}`,
      partial: 'Partial.',
      audited: 'Audited',
    },
  },
  doFirst: {
    title: 'Do first',
    loadError: 'Couldn’t load what to do first.',
    none: 'Nothing to do first. No key in this audit needs to be replaced or revoked, and no holder needs to be asked.',
  },
  changes: {
    title: 'Changes since previous audit',
    since: 'Changes since',
    compareWith: 'Compare with the audit of',
    partialAudit: (date: string) => `${date} (partial audit)`,
    loadError: 'Couldn’t load the changes.',
    first: 'First audit. Nothing to compare yet.',
    none: 'No keys added, removed, or changed.',
    partial: 'Keys of members who couldn’t be audited aren’t compared.',
    all: 'All changes',
    count: {
      new: (count: string) => `${count} new`,
      gone: (count: string) => `${count} removed`,
      changed: (count: string) => `${count} changed`,
    } satisfies Record<ChangeKind, (count: string) => string>,
  },
  trend: {
    title: 'Keys to replace over time',
    needsTwo: 'The trend starts after your second audit.',
    sinceLast: (drawn: number, today: number) =>
      `Points are audits of all members. The latest one had ${formatNumber(drawn)} keys to replace; after follow-up audits, ${formatNumber(today)}.`,
    partial: 'partial audit',
    partialHint:
      'Hollow points are partial audits. They miss keys, so a lower count isn’t progress.',
    sameSettings: (version: number) => `All audits evaluated with rule settings v${version}.`,
    olderSettings: (version: number, older: number) =>
      `Evaluated with rule settings v${version}. ${
        older === 1
          ? '1 older audit is being re-evaluated.'
          : `${plural(older, 'older audit')} are being re-evaluated.`
      }`,
    settingsChanged: (days: string) => `Settings changed on ${days}`,
    showTable: 'Show as table',
    table: 'Keys by verdict in each audit',
    audit: 'Audit',
    keys: 'Keys',
    membersAudited: 'Members audited',
    toReplace: (keys: number) => `${plural(keys, 'key')} to replace`,
    coverage: (audited: string, total: number) =>
      `${audited} of ${plural(total, 'member')} audited`,
    of: 'of',
  },
} as const;
