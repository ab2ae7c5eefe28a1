import { plural } from '@/components/status/format';
import { EXCEPTION_ENDING_DAYS, type ChangeKind } from '@/lib/domain/core';
import type { AgeBucket } from '@/lib/contract/tables';

/** *Units*: days, unless stated otherwise. */
const shortAges: Record<AgeBucket, string> = {
  'under-90': '< 90 days',
  '90-to-179': '90–179',
  '180-to-364': '180–364',
  '365-or-more': '≥ 1 year',
  unknown: 'Unknown',
};

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
    noneToReplace: 'No keys to replace among',
    of: 'of',
    shouldMove: (toReplace: number) =>
      toReplace === 1 ? 'should become a service token.' : 'should become service tokens.',
    keys: (count: number) => plural(count, 'key'),
    members: (total: number) => plural(total, 'member'),
    audited: 'audited,',
    notRechecked: (count: number) =>
      count === 1
        ? 'from an earlier audit couldn’t be re-checked and isn’t counted.'
        : 'from earlier audits couldn’t be re-checked and aren’t counted.',
    partial: 'This audit is partial.',
    viewCoverage: 'View coverage',
    notConfirmed: 'Key lists couldn’t be confirmed, so keys may be missing.',
  },
  access: {
    allUnknown: 'Effective access couldn’t be resolved in this audit.',
    noneWithFullControl: 'No key has, or can grant itself, full control of the organization.',
    noneKnownWithFullControl:
      'No key is known to have, or be able to grant itself, full control of the organization.',
    keys: (count: number) => plural(count, 'key'),
    fullControl: (count: number) =>
      count === 1
        ? 'has, or can grant itself, full control of the organization.'
        : 'have, or can grant themselves, full control of the organization.',
    unknownFor: 'Effective access is unknown for',
  },
  acceptedRisks: {
    none: 'No accepted risks in effect.',
    active: (count: number) => plural(count, 'accepted risk'),
    inEffect: 'in effect.',
    ending: (count: number) => plural(count, 'expires', 'expire'),
    endingWhen: `within ${EXCEPTION_ENDING_DAYS} days.`,
    ended: (count: number) => `${count} expired`,
    endedWhen: 'in the last 30 days. Their findings count again.',
  },
  severities: {
    label: 'Keys to replace by severity:',
    link: (severity: string, keys: number) => `${severity}: ${plural(keys, 'key')} to replace`,
  },
  replacements: {
    title: 'Replacements',
    loadError: 'Couldn’t load replacement progress.',
    view: 'View replacements',
    partial: 'The latest audit is partial, so more keys may need to be replaced.',
  },
  changes: {
    title: 'Changes since previous audit',
    first: 'First audit. Nothing to compare yet.',
    none: 'No keys added, removed, or changed since the previous audit.',
    partial: 'This audit is partial. Keys of members who couldn’t be audited aren’t compared.',
    all: 'All changes',
    count: {
      new: (count: string) => `${count} new`,
      gone: (count: string) => `${count} removed`,
      changed: (count: string) => `${count} changed`,
    } satisfies Record<ChangeKind, (count: string) => string>,
  },
  holders: {
    title: 'Holders with the most keys to replace',
    none: 'No keys found.',
    holder: 'Holder',
    keys: 'Keys',
    owner: 'Owner',
    ownerHint: 'Has the Owner role. Their keys have full control of the organization.',
  },
  broadestAccess: {
    title: 'Holders with the broadest access',
    holder: 'Holder',
    access: 'Access',
    projects: 'Projects',
    keys: 'Keys',
  },
  accessByAge: {
    title: 'Keys by access and age',
    access: 'Access',
    ages: shortAges,
    cell: (keys: number, access: string, age: string) =>
      `${plural(keys, 'key')}: ${access}, ${age}`,
  },
  rules: {
    title: 'Findings by rule',
    none: 'No open findings.',
  },
  coverage: {
    title: 'Coverage',
    details: 'Coverage details',
    whole: (members: number) =>
      members === 1
        ? 'The only member was audited with verified identity.'
        : `All ${plural(members, 'member')} were audited with verified identity.`,
    wholeFromList: (members: number) =>
      `Audited ${plural(members, 'member')} from the organization-wide key list.`,
    missing: (members: number) =>
      `${plural(members, 'member')} couldn’t be audited. Their keys are missing from every total.`,
    partialOnly: (members: number) =>
      members === 1
        ? 'The only listed member was audited, but this audit is partial.'
        : `All ${plural(members, 'listed member')} were audited, but this audit is partial.`,
    shortLists: (lists: number) =>
      `${plural(lists, 'key list')} ended at a page that wasn’t full. Coverage details explain why.`,
  },
  trend: {
    title: 'Keys to replace over time',
    needsTwo: 'The trend starts after your second audit.',
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
