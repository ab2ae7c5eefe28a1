import type { Verdict } from '@/lib/domain/core';
import { formatNumber, plural } from './format';

/** What each verdict means, in one or two short sentences. */
const verdicts: Record<Verdict, string> = {
  replace: 'Likely used by a workload. Move to a service token.',
  revoke: 'Expired, superseded, or held by a former member.',
  'ask-holder': 'Usage unknown.',
  rotate: 'Used by a person. Rotate it, or sign in with Braintrust’s CLI (bt login).',
  ok: 'No action needed.',
};

/** The texts of the badges, panels and values that all screens share. Labels of codes are in `*words.ts`. */
export const copy = {
  value: {
    unknown: 'unknown',
    noName: 'no name',
    never: 'Never',
    accessUnknown: 'Effective access couldn’t be resolved',
    noCreationDate: 'Braintrust sent no valid creation date',
    noExpirationDate: 'Braintrust didn’t report an expiration date',
    rawDate: 'Braintrust sent',
    rawDateEmpty: 'an empty value',
    projects: (count: number) => plural(count, 'project'),
    usageSet: '(set)',
  },
  verdicts,
  riskAccepted: (day: string) => `Risk accepted until ${day}`,
  riskAcceptedShort: 'Accepted',
  due: (day: string) => `Due ${day}`,
  overdue: (day: string) => `Overdue: ${day}`,
  verdictCount: (verdict: string, keys: number) => `${verdict}: ${plural(keys, 'key')}`,
  coverage: {
    text: (audited: number, total: number) =>
      `${formatNumber(audited)} of ${formatNumber(total)} members`,
    count: (audited: number, total: number) =>
      `${formatNumber(audited)} of ${plural(total, 'member')} audited`,
    textPartial: (audited: number, total: number) =>
      `${formatNumber(audited)} of ${formatNumber(total)} members · partial`,
    allBlocked: (members: number) =>
      members === 1
        ? 'Braintrust blocked this member. A re-audit helps only after their access in Braintrust changes.'
        : 'Braintrust blocked these members. A re-audit helps only after their access in Braintrust changes.',
    someBlocked: (members: number) =>
      `Braintrust blocked ${formatNumber(members)} of them. For those, a re-audit helps only after their access in Braintrust changes.`,
    viewMissing: (members: number) =>
      `View the ${plural(members, 'member')} not audited, and the reasons.`,
    viewAll: 'View all members',
  },
  print: {
    finished: (at: string) => `audited ${at}`,
    notFinished: 'not finished',
    members: (audited: number, total: number) =>
      `${formatNumber(audited)} of ${plural(total, 'member')} audited`,
    partial: '(partial)',
    audit: (id: string) => `audit ${id}`,
  },
  error: {
    unexpected: 'An unexpected error occurred. Try again.',
    request: 'Request',
    retry: 'Try again',
  },
  signInAgain: 'Sign in again (new tab)',
  loading: 'Loading',
} as const;
