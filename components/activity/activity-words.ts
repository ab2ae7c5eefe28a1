import type { ActivityRow, RuleSettings } from '@/lib/contract';
import type { ActivityAction, ErrorCode } from '@/lib/domain/core';
import { formatDay, formatNumber, formatUtc, plural } from '@/components/status/format';

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
  'workloads-merged': 'Workloads merged',
  'workload-split': 'Workload split',
  'workload-decisions-withdrawn': 'Workloads separated or put back',
  'exceptions-added': 'Risk accepted',
  'exceptions-withdrawn': 'Accepted risk withdrawn',
  'replacement-created': 'Replacement plan created',
  'replacement-changed': 'Replacement plan changed',
  'replacement-assigned': 'Replacement plan assigned',
  'replacement-step-done': 'Replacement step done',
  'replacement-step-reopened': 'Replacement step reopened',
  'replacement-deleted': 'Replacement plan deleted',
  'workload-assigned': 'Workload assigned',
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

/** The titles of the rules by id. An entry may name a rule that no longer exists. */
type RuleTitles = Readonly<Partial<Record<string, string>>>;

/** A sentence for each action, to be shown after the actor: "ada@acme.com exported keys as CSV". */
export const ACTION_SENTENCES: Record<
  ActivityAction,
  (details: Details, ruleTitles: RuleTitles) => string
> = {
  'signed-in': (details) =>
    details.with === 'service-token'
      ? 'signed in with an owner service token'
      : 'signed in with an owner’s key',
  'sign-in-failed': (details) => {
    const why = SIGN_IN_REASONS.get(named(details, 'reason'));
    return why === undefined ? 'couldn’t sign in' : `couldn’t sign in: ${why}`;
  },
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
    const coverage = `${formatNumber(number(details, 'audited'))} of ${plural(number(details, 'members'), 'member')} audited`;
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
    `exported ${VIEWS.get(named(details, 'view')) ?? text(details.view)} as ${text(details.format).toUpperCase()}${details.filtered === true ? ', filtered' : ''}`,
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
    `changed the rule settings to version ${number(details, 'version')}: ${settings(details)}`,
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
  'workloads-merged': (details) =>
    `merged ${typeof details.subject === 'string' ? `the workload “${details.subject}”` : plural(number(details, 'merged'), 'workload')} into “${named(details, 'workload')}”`,
  'workload-split': (details) =>
    `split ${plural(number(details, 'keys'), 'key')} off “${named(details, 'workload')}” as “${named(details, 'name')}”`,
  'workload-decisions-withdrawn': (details) =>
    typeof details.subject === 'string'
      ? `separated “${details.subject}” from “${named(details, 'workload')}”`
      : `separated ${plural(number(details, 'decisions'), 'part')} of “${named(details, 'workload')}”`,
  'exceptions-added': (details, ruleTitles) =>
    `accepted the risk of ${excepted(details, ruleTitles)}: ${text(details.reason)}`,
  'exceptions-withdrawn': (details, ruleTitles) =>
    `withdrew the accepted risk of ${excepted(details, ruleTitles)}`,
  'replacement-created': (details) =>
    `created the replacement plan “${named(details, 'title')}” for ${plural(number(details, 'keys'), 'key')}`,
  'replacement-changed': (details) =>
    `changed ${named(details, 'changed')} of “${named(details, 'title')}”`,
  'replacement-assigned': (details) => assigned(details, `the plan “${named(details, 'title')}”`),
  'replacement-step-done': (details) =>
    details.how === 'seen'
      ? `ran an audit that verified “${named(details, 'step')}” of “${named(details, 'title')}”`
      : `marked “${named(details, 'step')}” of “${named(details, 'title')}” as done${details.how === 'unproved' ? ', unverified' : ''}`,
  'replacement-step-reopened': (details) =>
    `reopened “${named(details, 'step')}” of “${named(details, 'title')}”: ${named(details, 'why')}`,
  'replacement-deleted': (details) => `deleted the replacement plan “${named(details, 'title')}”`,
  'workload-assigned': (details) => assigned(details, `“${named(details, 'workload')}”`),
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

/** "assigned “ci” to Ada, due Dec 4, 2026", or what was removed. */
function assigned({ assignee, due }: Details, what: string): string {
  const until = typeof due === 'string' ? `due ${formatDay(due)}` : 'no due date';
  if (typeof assignee === 'string') return `assigned ${what} to ${assignee}, ${until}`;
  return `left ${what} without an assignee, ${until}`;
}

/** The words for the usage that an owner can set. */
const USAGES: ReadonlyMap<string, string> = new Map([
  ['workload', 'workload'],
  ['person', 'person'],
  ['unclear', 'unknown'],
]);

/** "“Never expires” on ci-deploy", or the number of findings. */
function excepted(details: Details, ruleTitles: RuleTitles): string {
  if (typeof details.subject !== 'string') return plural(number(details, 'exceptions'), 'finding');
  const rule = named(details, 'rule');
  return `“${ruleTitles[rule] ?? rule}” on ${details.subject}`;
}

/** Why a sign-in to a known organization was refused. Other reasons, such as a full disk, aren't told. */
const SIGN_IN_REASONS: ReadonlyMap<string, string> = new Map<ErrorCode, string>([
  ['not-an-owner', 'not an owner'],
  ['cannot-impersonate', 'the service token can’t impersonate members'],
  ['wrong-key', 'Braintrust rejected the key'],
  ['upstream-refused', 'Braintrust rejected the identity check'],
  ['upstream-error', 'Braintrust returned an error'],
  ['upstream-unexpected-answer', 'Braintrust returned an unexpected response'],
  ['upstream-unreachable', 'Braintrust was unreachable'],
  ['upstream-timeout', 'Braintrust took too long to respond'],
  ['upstream-rate-limited', 'Braintrust rate limited the request'],
]);

/** The exported views whose name in the API isn't a word. */
const VIEWS: ReadonlyMap<string, string> = new Map([
  ['service-tokens', 'service tokens'],
  ['replacements', 'replacement plans'],
]);

/** The rule settings as this log names them. */
const SETTINGS: Record<keyof RuleSettings, string> = {
  plan: 'Braintrust plan',
  oldKeyDays: 'thresholds for old keys',
  expiresSoonDays: 'thresholds for expiring keys',
  severalKeys: 'thresholds for several keys per member',
  oldServiceTokenDays: 'threshold for old service tokens',
  domains: 'company email domains',
  switchedOff: 'disabled rules',
  automaticTokens: 'service tokens created by a data plane',
  severityOverrides: 'severities',
  workloadWords: 'workload keywords',
  personWords: 'person keywords',
  commonWords: 'common words',
  vagueWords: 'vague words',
  sharedMailboxWords: 'shared mailbox keywords',
};

/** The changed settings: "company email domains, vague words". */
function settings(details: Details): string {
  const words: Readonly<Partial<Record<string, string>>> = SETTINGS;
  return named(details, 'changed')
    .split(', ')
    .map((name) => words[name] ?? name)
    .join(', ');
}

const text = (value: Details[string] | undefined): string =>
  typeof value === 'string' ? value : 'rows';

/** The key of an entry with its preview and holder. */
const keyText = ({ name, preview, holder }: Details): string =>
  `the key “${text(name)}” (${text(preview)}) of ${text(holder)}`;
