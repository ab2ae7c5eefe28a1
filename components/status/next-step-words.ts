import type { NextStep } from '@/lib/contract';
import { newReplacementLink } from '@/lib/client/new-replacement-link';
import { keysLink, serviceTokensLink } from '@/lib/client/rows-link';
import type { AccessLevel } from '@/lib/domain/core';
import { formatNumber, plural } from './format';

/** What an attacker can do with a leaked key, by its holder's access: the verb for one key and for more, and the rest. */
const LEAK: Record<
  Exclude<AccessLevel, 'none' | 'unknown'>,
  [one: string, more: string, what: string]
> = {
  owner: ['gives away', 'give away', 'full control of the organization'],
  'access-admin': [
    'lets others grant themselves',
    'let others grant themselves',
    'full control of the organization',
  ],
  'writes-everywhere': ['gives', 'give', 'write access to every project'],
  'reads-everywhere': ['gives', 'give', 'read access to every project'],
  'some-projects': ['gives', 'give', 'access to some projects'],
};

type KeysWithAccess = { access: AccessLevel; keys_with_access: number };

/** What the widest of the step's keys give away. */
function leak({ access, keys_with_access: widest }: KeysWithAccess, keys: number): string {
  const some = `${formatNumber(widest)} of ${plural(keys, 'key')}`;
  if (access === 'none') return 'The holders have no access today.';
  if (access === 'unknown') {
    return widest < keys ? `The access of ${some} is unknown.` : 'The holders’ access is unknown.';
  }
  const [one, more, what] = LEAK[access];
  return widest < keys
    ? `If leaked, ${some} ${widest === 1 ? one : more} ${what}.`
    : `A leak ${one} ${what}.`;
}

type RevokeReasons = Extract<NextStep, { kind: 'revoke-keys' }>['reasons'];

const REVOKE_REASONS: [keyof RevokeReasons, (keys: number) => string][] = [
  ['expired', (keys) => `${formatNumber(keys)} expired`],
  ['superseded', (keys) => `${formatNumber(keys)} superseded by a service token`],
  ['former_member', (keys) => plural(keys, 'held by a former member', 'held by former members')],
];

const TEXT = {
  continuePlan: {
    title: (keys: number, workload: string) =>
      `Continue replacing ${plural(keys, 'key')} of “${workload}”`,
    why: (leaked: string, next: string | null, reopened: boolean) =>
      [leaked, reopened ? 'Reopened.' : '', next === null ? '' : `Next: ${next}.`]
        .filter(Boolean)
        .join(' '),
    action: 'Continue plan',
  },
  replace: {
    title: (keys: number, workload: string) =>
      keys === 1
        ? `Replace the key of “${workload}”`
        : `Replace ${formatNumber(keys)} keys of “${workload}”`,
    why: (leaked: string, holders: number) => `${leaked} Held by ${plural(holders, 'member')}.`,
    action: (keys: number) => `Replace ${plural(keys, 'key')}`,
  },
  revoke: (keys: number, reasons: RevokeReasons) => ({
    title: `Revoke ${plural(keys, 'key')}`,
    why: `${REVOKE_REASONS.flatMap(([reason, words]) =>
      reasons[reason] === 0 ? [] : words(reasons[reason]),
    ).join(', ')}.`,
    action: `View ${plural(keys, 'key')}`,
  }),
  restrict: (tokens: number) => ({
    title: `Restrict ${plural(tokens, 'service token')}`,
    why: 'Full control of the organization, or permission to grant it.',
    action: `View ${plural(tokens, 'token')}`,
  }),
  ask: (keys: number, holders: number) => ({
    title: `Ask ${plural(holders, 'holder')} about ${plural(keys, 'key')}`,
    why: 'Latchkey couldn’t tell what uses them.',
    action: `View ${plural(keys, 'key')}`,
  }),
  wait: (plans: number) => ({
    title:
      plans === 1 ? '1 plan waits for a reply' : `${formatNumber(plans)} plans wait for replies`,
    why: 'All holders were asked. There’s nothing to do until they reply.',
    action: 'View waiting plans',
  }),
};

type NextStepWords = { title: string; why: string; action: string; href: string };

/** A proposed step in words, with the link that begins it. */
export function nextStepWords(step: NextStep): NextStepWords {
  switch (step.kind) {
    case 'continue-plan':
      return {
        title: TEXT.continuePlan.title(step.keys, step.workload_name),
        why: TEXT.continuePlan.why(leak(step, step.keys), step.next, step.reopened),
        action: TEXT.continuePlan.action,
        href: `/replacements/${step.replacement_id}`,
      };
    case 'replace-workload': {
      const keys = step.key_ids.length;
      return {
        title: TEXT.replace.title(keys, step.workload_name),
        why: TEXT.replace.why(leak(step, keys), step.holders),
        action: TEXT.replace.action(keys),
        href: newReplacementLink(step.key_ids),
      };
    }
    case 'revoke-keys':
      return { ...TEXT.revoke(step.keys, step.reasons), href: keysLink({ verdict: 'revoke' }) };
    case 'restrict-service-tokens':
      return {
        ...TEXT.restrict(step.service_tokens),
        href: serviceTokensLink({ rule: 'service-token-with-owner-power' }),
      };
    case 'ask-holders':
      return { ...TEXT.ask(step.keys, step.holders), href: keysLink({ verdict: 'ask-holder' }) };
    case 'wait-for-holders':
      return { ...TEXT.wait(step.plans), href: '/replacements?stage=waiting-for-holder' };
  }
}
