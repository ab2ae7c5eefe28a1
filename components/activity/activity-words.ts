import type { ActivityRow } from '@/lib/contract';
import type { ActivityAction } from '@/lib/domain/core';
import { formatNumber, formatUtc, plural } from '@/components/status/format';

/** The label of each action in the filter. */
export const ACTION_WORDS: Record<ActivityAction, string> = {
  'signed-in': 'Signed in',
  'sign-in-failed': 'Sign-in failed',
  'proof-failed': 'Proof failed',
  'signed-out': 'Signed out',
  'session-ended': 'Session ended',
  'audit-started': 'Audit started',
  'audit-resumed': 'Audit resumed',
  'audit-cancelled': 'Audit cancelled',
  'audit-finished': 'Audit finished',
  'members-impersonated': 'Members impersonated',
  exported: 'Exported',
  'inventory-read': 'Keys read by API',
  'certificate-count-set': 'Settings page count',
  'revoking-switched-on': 'Revoking switched on',
  'revoking-switched-off': 'Revoking switched off',
  'key-revocation-begun': 'Revocation begun',
  'key-revoked': 'Key revoked',
  'key-not-revoked': 'Key not revoked',
  'rule-settings-changed': 'Rule settings changed',
  'used-by-set': 'Used by overruled',
  'exceptions-added': 'Exceptions added',
  'exceptions-withdrawn': 'Exceptions withdrawn',
  'replacement-created': 'Replacement planned',
  'replacement-changed': 'Replacement changed',
  'replacement-step-done': 'Replacement step done',
  'replacement-step-reopened': 'Replacement step reopened',
  'replacement-deleted': 'Replacement deleted',
  'organization-data-deleted': 'Everything deleted',
  'retention-changed': 'Retention changed',
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
      ? 'tried to sign in and isn’t an owner'
      : `tried to sign in and was refused: ${text(details.reason)}`,
  'proof-failed': () => 'entered a key that didn’t prove the signed-in owner',
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
            : 'all members who were missing'
        }`
      : 'started an audit',
  'audit-resumed': () => 'went on with an audit that had stopped',
  'audit-cancelled': () => 'cancelled an audit',
  'audit-finished': (details) => {
    const coverage = `${number(details, 'audited')} of ${plural(number(details, 'members'), 'member')} audited`;
    if (details.status === 'failed') return `had an audit that stopped: ${coverage}`;
    if (details.status === 'cancelled') return `had an audit that was cancelled: ${coverage}`;
    return `had an audit finish: ${plural(number(details, 'keys'), 'key')}, ${coverage}`;
  },
  'members-impersonated': (details) =>
    // Earlier versions also recorded the organization-wide list here.
    details.strategy === 'organization' && details.service_accounts === undefined
      ? `read the organization-wide key list of ${plural(number(details, 'members'), 'member')}`
      : impersonated(details),
  exported: (details) =>
    `exported ${text(details.view)} as ${text(details.format).toUpperCase()}${details.filtered === true ? ', filtered' : ''}`,
  'inventory-read': () => 'read the list of keys by API',
  'certificate-count-set': (details) =>
    typeof details.count === 'number'
      ? `noted that Braintrust’s settings page shows ${plural(details.count, 'key')}`
      : 'took the count of Braintrust’s settings page off',
  'revoking-switched-on': () => 'switched revoking in the app on',
  'revoking-switched-off': () => 'switched revoking in the app off',
  'key-revocation-begun': (details) => `began to revoke ${keyText(details)}`,
  'key-revoked': (details) =>
    details.outcome === 'already-gone'
      ? `wanted to revoke ${keyText(details)}: it was gone already`
      : `revoked ${keyText(details)}`,
  'key-not-revoked': (details) =>
    details.outcome === 'not-confirmed'
      ? `sent the revocation of ${keyText(details)}; whether it is gone could not be seen`
      : `could not revoke ${keyText(details)}: it is still there`,
  'rule-settings-changed': (details) =>
    `changed the rule settings to version ${number(details, 'version')}: ${text(details.changed)}`,
  'used-by-set': (details) => {
    const keys =
      typeof details.key_name === 'string'
        ? `the key ${details.key_name}`
        : plural(number(details, 'keys'), 'key');
    if (details.used_by === 'as-judged') return `left it to the rules again who uses ${keys}`;
    if (details.used_by === 'several') return `said who uses ${keys}`;
    return `said that ${keys} ${number(details, 'keys') === 1 ? 'is' : 'are'} used by a ${text(details.used_by)}`;
  },
  'exceptions-added': (details) => `excepted ${excepted(details)}: ${text(details.reason)}`,
  'exceptions-withdrawn': (details) => `withdrew the exception of ${excepted(details)}`,
  'replacement-created': (details) =>
    `planned “${named(details, 'title')}” for ${plural(number(details, 'keys'), 'key')}`,
  'replacement-changed': (details) =>
    `changed ${named(details, 'changed')} of “${named(details, 'title')}”`,
  'replacement-step-done': (details) =>
    details.how === 'seen'
      ? `had “${named(details, 'step')}” of “${named(details, 'title')}” seen by an audit`
      : `marked “${named(details, 'step')}” of “${named(details, 'title')}” as done${details.how === 'unproved' ? ', which cannot be checked' : ''}`,
  'replacement-step-reopened': (details) =>
    `had “${named(details, 'step')}” of “${named(details, 'title')}” opened again: ${named(details, 'why')}`,
  'replacement-deleted': (details) => `deleted the plan “${named(details, 'title')}”`,
  'organization-data-deleted': (details) =>
    `deleted everything of this organization, ${plural(number(details, 'audits'), 'audit')} among it`,
  'retention-changed': (details) =>
    `changed how long audits are kept to ${plural(number(details, 'days'), 'day')}${typeof details.before === 'number' ? `, from ${plural(details.before, 'day')}` : ''}`,
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
