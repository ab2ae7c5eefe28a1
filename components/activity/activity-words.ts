import type { ActivityRow } from '@/lib/contract';
import type { ActivityAction } from '@/lib/domain/core';
import { formatNumber, formatUtc, plural } from '@/components/status/format';

/** The label of each action in the filter. */
export const ACTION_WORDS: Record<ActivityAction, string> = {
  'signed-in': 'Signed in',
  'sign-in-failed': 'Sign-in failed',
  'proof-failed': 'Identity check failed',
  'signed-out': 'Signed out',
  'session-ended': 'Session ended',
  'audit-started': 'Audit started',
  'audit-resumed': 'Audit resumed',
  'audit-cancelled': 'Audit cancelled',
  'audit-finished': 'Audit finished',
  'members-impersonated': 'Members impersonated',
  exported: 'Exported',
  'inventory-read': 'Keys read through the API',
  'certificate-count-set': 'Settings-page key count',
  'revoking-switched-on': 'Revoking enabled',
  'revoking-switched-off': 'Revoking disabled',
  'key-revocation-begun': 'Revocation started',
  'key-revoked': 'Key revoked',
  'key-not-revoked': 'Key not revoked',
  'rule-settings-changed': 'Rule settings changed',
  'used-by-set': 'Usage set',
  'exceptions-added': 'Risk accepted',
  'exceptions-withdrawn': 'Accepted risk withdrawn',
  'replacement-created': 'Replacement plan created',
  'replacement-changed': 'Replacement plan changed',
  'replacement-step-done': 'Replacement step done',
  'replacement-step-reopened': 'Replacement step reopened',
  'replacement-deleted': 'Replacement plan deleted',
  'organization-data-deleted': 'Organization data deleted',
  'retention-changed': 'Audit retention changed',
  'retention-applied': 'Old audits deleted',
};

type Details = ActivityRow['details'];

const number = (details: Details, name: string): number => {
  const value = details[name];
  return typeof value === 'number' ? value : 0;
};

const named = (details: Details, name: string): string => {
  const value = details[name];
  return typeof value === 'string' ? value : '';
};

/** A sentence for each action, to be shown after the actor: "ada@acme.com exported keys as CSV". */
export const ACTION_SENTENCES: Record<ActivityAction, (details: Details) => string> = {
  'signed-in': (details) =>
    details.with === 'service-token'
      ? 'signed in with an owner service token'
      : 'signed in with an owner’s key',
  'sign-in-failed': (details) =>
    details.reason === 'not-an-owner'
      ? 'couldn’t sign in: not an owner'
      : `couldn’t sign in: ${text(details.reason)}`,
  'proof-failed': () => 'entered a key that didn’t verify the signed-in owner',
  'signed-out': ({ everywhere, sessions }) =>
    everywhere === true
      ? 'signed out everywhere'
      : sessions === undefined
        ? 'signed out'
        : 'ended a session in Settings',
  'session-ended': (details) =>
    details.reason === 'not-an-owner'
      ? 'was signed out: no longer an owner in Braintrust'
      : 'was signed out: Braintrust no longer accepted the key',
  'audit-started': (details) =>
    details.follow_up === true
      ? `started a follow-up audit of ${
          typeof details.members === 'number'
            ? plural(details.members, 'member')
            : 'all missing members'
        }`
      : 'started an audit',
  'audit-resumed': () => 'resumed a stopped audit',
  'audit-cancelled': () => 'cancelled an audit',
  'audit-finished': (details) => {
    const coverage = `${number(details, 'audited')} of ${plural(number(details, 'members'), 'member')} audited`;
    if (details.status === 'failed') return `ran an audit that stopped: ${coverage}`;
    if (details.status === 'cancelled') return `ran an audit that was cancelled: ${coverage}`;
    return `finished ${details.status === 'partial' ? 'a partial' : 'an'} audit: ${plural(number(details, 'keys'), 'key')}, ${coverage}`;
  },
  'members-impersonated': (details) =>
    // Earlier versions also recorded the organization-wide list here.
    details.strategy === 'organization' && details.service_accounts === undefined
      ? `read the organization-wide key list of ${plural(number(details, 'members'), 'member')}`
      : impersonated(details),
  exported: (details) =>
    `exported ${text(details.view)} as ${text(details.format).toUpperCase()}${details.filtered === true ? ', filtered' : ''}`,
  'inventory-read': () => 'read the keys through the API',
  'certificate-count-set': (details) =>
    typeof details.count === 'number'
      ? `recorded ${plural(details.count, 'key')} on Braintrust’s settings page`
      : 'removed the settings-page key count',
  'revoking-switched-on': () => 'enabled revoking from Latchkey',
  'revoking-switched-off': () => 'disabled revoking from Latchkey',
  'key-revocation-begun': (details) => `started revoking ${keyText(details)}`,
  'key-revoked': (details) =>
    details.outcome === 'already-gone'
      ? `tried to revoke ${keyText(details)}, which was no longer listed`
      : `revoked ${keyText(details)}`,
  'key-not-revoked': (details) =>
    details.outcome === 'not-confirmed'
      ? `sent a delete request for ${keyText(details)} but couldn’t confirm its removal`
      : `couldn’t revoke ${keyText(details)}${details.outcome === 'still-alive' ? ': it’s still listed' : ''}`,
  'rule-settings-changed': (details) =>
    `changed the rule settings to v${number(details, 'version')}: ${text(details.changed)}`,
  'used-by-set': (details) => {
    const keys =
      typeof details.key_name === 'string'
        ? `the key ${details.key_name}`
        : plural(number(details, 'keys'), 'key');
    if (details.used_by === 'as-judged') return `removed the usage override on ${keys}`;
    const usage = typeof details.used_by === 'string' ? USAGES.get(details.used_by) : undefined;
    return usage === undefined
      ? `set the usage of ${keys}`
      : `set the usage of ${keys} to ${usage}`;
  },
  'exceptions-added': (details) =>
    `accepted the risk of ${excepted(details)}: ${text(details.reason)}`,
  'exceptions-withdrawn': (details) => `withdrew the accepted risk of ${excepted(details)}`,
  'replacement-created': (details) =>
    `created the replacement plan “${named(details, 'title')}” for ${plural(number(details, 'keys'), 'key')}`,
  'replacement-changed': (details) =>
    `changed ${named(details, 'changed')} of “${named(details, 'title')}”`,
  'replacement-step-done': (details) =>
    details.how === 'seen'
      ? `ran an audit that verified “${named(details, 'step')}” of “${named(details, 'title')}”`
      : `marked “${named(details, 'step')}” of “${named(details, 'title')}” as done${details.how === 'unproved' ? ', unverified' : ''}`,
  'replacement-step-reopened': (details) =>
    `reopened “${named(details, 'step')}” of “${named(details, 'title')}”: ${named(details, 'why')}`,
  'replacement-deleted': (details) => `deleted the replacement plan “${named(details, 'title')}”`,
  'organization-data-deleted': (details) =>
    `deleted all data of this organization, including ${plural(number(details, 'audits'), 'audit')}`,
  'retention-changed': (details) =>
    `changed audit retention to ${plural(number(details, 'days'), 'day')}${typeof details.before === 'number' ? `, from ${plural(details.before, 'day')}` : ''}`,
  'retention-applied': (details) =>
    `deleted ${oldAudits(details)} older than ${plural(number(details, 'retention_days'), 'day')}`,
};

/** An entry is about one audit with its time; older versions wrote one entry with a number of audits. */
const oldAudits = ({ audit_created_at, audits }: Details): string =>
  typeof audit_created_at === 'string'
    ? `the audit of ${formatUtc(audit_created_at)}, because it was`
    : plural(typeof audits === 'number' ? audits : 0, 'audit');

/** `members` also counts service accounts. Entries of earlier versions don't say how many of them there are. */
function impersonated(details: Details): string {
  const { service_accounts: accounts } = details;
  const asked = number(details, 'members');
  const whom =
    typeof accounts !== 'number'
      ? plural(asked, 'member or service account', 'members or service accounts')
      : [
          asked > accounts ? plural(asked - accounts, 'member') : '',
          accounts > 0 ? plural(accounts, 'service account') : '',
        ]
          .filter(Boolean)
          .join(' and ');
  const refused = number(details, 'refused');
  return refused > 0
    ? `tried to impersonate ${whom} to list their keys; ${formatNumber(asked - refused)} audited`
    : `impersonated ${whom} to list their keys`;
}

/** The words for the usage that an owner can set. */
const USAGES: ReadonlyMap<string, string> = new Map([
  ['workload', 'workload'],
  ['person', 'person'],
  ['unclear', 'unknown'],
]);

/** "never-expires on ci-deploy", or the number of findings. */
const excepted = (details: Details): string =>
  typeof details.subject === 'string'
    ? `${text(details.rule)} on ${details.subject}`
    : plural(number(details, 'exceptions'), 'finding');

const text = (value: Details[string] | undefined): string =>
  typeof value === 'string' ? value : 'rows';

/** The key of an entry with its preview and holder. */
const keyText = ({ name, preview, holder }: Details): string =>
  `the key “${text(name)}” (${text(preview)}) of ${text(holder)}`;
