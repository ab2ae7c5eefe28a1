import { formatNumber, plural, type MemberId } from '@/lib/domain/core';
import type { Group, Power, Reach, Readable, ServiceToken } from '@/lib/domain/organization';
import { compareWithPlan, type ReachVerdict } from './compare-with-plan';
import { sameName } from './names';
import type { Plan, PlanKey } from './plan';
import type { CheckId, CheckResult, KeyOutcome } from './state';
import { checksOfPlan } from './step-rules';
import { list, oneLine } from './text';

/** What a check or an audit has read. Unread parts say why. */
export type ObservedFacts = {
  serviceTokens: Readable<readonly ServiceToken[]>;
  groups: Readable<readonly Group[]>;
  /** What a holder can do. Service accounts are holders too. */
  reachOf: (holder: MemberId) => Reach;
  /** The groups that a holder is in, directly and through nesting. */
  groupsOf: (holder: MemberId) => readonly Group[];
  /** What membership in this group alone allows. */
  reachOfGroup: (group: Group) => Reach;
  /** Each holder's list, read under a proven identity. Holders without an entry weren't asked. */
  keysOf: ReadonlyMap<string, KeyList>;
  /** When the audit ended. It has read everything but the key lists of holders whom it carried over. */
  at: Date;
  /** Names of projects for the messages. Without a name, the id is shown. */
  nameOf?: (power: Power) => string | null;
};

/** The ids of a holder's keys, and when they were read. */
export type KeyList = { read: true; value: ReadonlySet<string>; at: Date } | Unread;
type Unread = Extract<Readable<unknown>, { read: false }>;

export type PlanJudgement = {
  results: CheckResult[];
  keys: Record<string, KeyOutcome>;
  /** When the holders' lists were read: the oldest of them, or the end of the audit if none was. */
  checkedAt: string;
};

/** Compares what was observed with a plan: one result for each check that the plan needs. */
export function judgePlan(plan: Plan, observed: ObservedFacts): PlanJudgement {
  const { result: gone, readAt, keys, checkedAt } = judgeKeys(plan, observed);
  const judges: Record<CheckId, () => Judged & Partial<CheckResult>> = {
    'group-seen': () => judgeGroup(plan, observed),
    'token-seen': () => judgeToken(plan, observed),
    'group-matches': () => judgeMembership(plan, observed),
    'reach-as-planned': () => judgeReach(plan, observed),
    'old-key-gone': () => ({ ...gone, at: readAt.toISOString() }),
  };
  const at = observed.at.toISOString();
  return {
    results: checksOfPlan(plan).map((check) => ({ at, ...judges[check]() })),
    keys,
    checkedAt: checkedAt.toISOString(),
  };
}

/** A result lists at most this many powers; `says` counts all. An owner's token can have thousands. */
const MOST_LISTED = 50;

/** A result without the time of what it rests on. */
type Judged = Omit<CheckResult, 'at'>;

const result = (
  check: CheckId,
  outcome: CheckResult['outcome'],
  says: string,
  { extra = [], lacking = [] }: Partial<Pick<CheckResult, 'extra' | 'lacking'>> = {},
): Judged => ({
  check,
  outcome,
  says,
  extra: extra.slice(0, MOST_LISTED),
  lacking: lacking.slice(0, MOST_LISTED),
});

function judgeGroup(plan: Plan, observed: ObservedFacts): Judged {
  const check = 'group-seen';
  const name = quote(plan.group_name);
  if (!observed.groups.read) return unread(check, 'groups', observed.groups.reason);
  const named = findGroups(plan, observed.groups.value);
  const [group, second] = named;
  if (group === undefined)
    return result(check, 'not-seen', `Braintrust lists no group named ${name}.`);
  if (second !== undefined) {
    return result(
      check,
      'cannot-be-checked',
      `${formatNumber(named.length)} groups are named ${name}. Rename all but one.`,
    );
  }
  return reachResult(
    check,
    `Group ${name}`,
    compareWithPlan(plan, observed.reachOfGroup(group), observed.nameOf),
  );
}

function judgeToken(plan: Plan, observed: ObservedFacts): Judged {
  const found = findToken(plan, observed);
  if (found.token === null) return { ...found.result, check: 'token-seen' };
  const others =
    found.same > 1 ? ` ${found.same} tokens have this name; Latchkey checked this one.` : '';
  return result(
    'token-seen',
    'seen',
    `Braintrust lists token ${quote(found.token.name)} (${oneLine(found.token.preview, 40)}).${others}`,
  );
}

function judgeMembership(plan: Plan, observed: ObservedFacts): Judged {
  const check = 'group-matches';
  const found = findToken(plan, observed);
  if (found.token === null) return { ...found.result, check };
  const account = found.token.serviceAccountId;
  if (account === null) return noAccount(check);
  if (!observed.groups.read) return unread(check, 'groups', observed.groups.reason);
  const name = quote(plan.group_name);
  const mine = observed.groupsOf(account);
  if (findGroups(plan, mine).length > 0) {
    return result(check, 'seen', `The token’s service account is in group ${name}.`);
  }
  const instead = list(mine.map((group) => quote(group.name)));
  return result(
    check,
    'not-seen',
    instead === ''
      ? `The token’s service account isn’t in any group. Add it to ${name}.`
      : `The token’s service account is in ${instead}, not in ${name}.`,
  );
}

function judgeReach(plan: Plan, observed: ObservedFacts): Judged {
  const check = 'reach-as-planned';
  const found = findToken(plan, observed);
  if (found.token === null) return { ...found.result, check };
  const account = found.token.serviceAccountId;
  if (account === null) return noAccount(check);
  const verdict = compareWithPlan(plan, observed.reachOf(account), observed.nameOf);
  if (verdict.kind === 'nothing') {
    return result(
      check,
      'cannot-be-checked',
      'No group or grant gives the token’s service account any access. Braintrust’s API doesn’t show permissions set on the token itself.',
    );
  }
  const groups = observed.groups.read ? findGroups(plan, observed.groupsOf(account)) : [];
  if (verdict.kind === 'narrower' && groups.length === 0) {
    return result(
      check,
      'cannot-be-checked',
      `Some planned access isn’t visible: ${list(verdict.lacking)}. It may be set on the token itself, which Braintrust’s API doesn’t show.`,
      { lacking: verdict.lacking },
    );
  }
  return reachResult(check, 'The token', verdict);
}

type JudgedKeys = {
  result: Judged;
  /** When the lists were read that decide the result. */
  readAt: Date;
  keys: Record<string, KeyOutcome>;
  checkedAt: Date;
};

function judgeKeys(plan: Plan, { keysOf, at }: ObservedFacts): JudgedKeys {
  const reasons = new Set<string>();
  const readAt: Record<KeyOutcome, Date[]> = { there: [], gone: [], 'cannot-be-checked': [] };
  const outcomes = plan.keys.map((key): [string, KeyOutcome] => {
    const listed = keysOf.get(key.holder_id);
    if (listed?.read) {
      const outcome = listed.value.has(key.id) ? 'there' : 'gone';
      readAt[outcome].push(listed.at);
      return [key.id, outcome];
    }
    reasons.add(listed?.reason ?? 'the holder wasn’t audited and may no longer be a member');
    return [key.id, 'cannot-be-checked'];
  });
  const of = (outcome: KeyOutcome) =>
    plan.keys
      .filter((_, at) => outcomes[at]?.[1] === outcome)
      .map(plan.keys.length > 1 ? copyText : nameText);
  const [there, unknown, all] = [of('there'), of('cannot-be-checked'), plan.keys.length];
  const check = 'old-key-gone';
  const keys = Object.fromEntries(outcomes);
  const checkedAt = oldest([...readAt.there, ...readAt.gone]) ?? at;
  if (there.length > 0) {
    const rest = all > 1 ? ` (${formatNumber(there.length)} of ${plural(all, 'key')})` : '';
    const says = `Still listed: ${list(there)}${rest}.`;
    const seenAt = newest(readAt.there) ?? at;
    return { result: result(check, 'not-seen', says), readAt: seenAt, keys, checkedAt };
  }
  if (unknown.length > 0) {
    const says = `Couldn’t check whether ${list(unknown)} ${unknown.length === 1 ? 'is' : 'are'} still listed: ${list([...reasons])}.`;
    return { result: result(check, 'cannot-be-checked', says), readAt: at, keys, checkedAt };
  }
  const says =
    all === 1
      ? 'The key no longer appears in its holder’s key list.'
      : `None of the ${plural(all, 'key')} appears in its holder’s key list.`;
  return { result: result(check, 'seen', says), readAt: checkedAt, keys, checkedAt };
}

const oldest = (times: readonly Date[]) => times.toSorted((a, b) => a.getTime() - b.getTime())[0];
const newest = (times: readonly Date[]) => times.toSorted((a, b) => b.getTime() - a.getTime())[0];

const nameText = ({ name }: PlanKey) => quote(name);
/** Copies of one integration share a name, so only the holder distinguishes them. */
const copyText = ({ name, holder_name, holder_email, holder_id }: PlanKey) =>
  `${quote(name)} of ${oneLine(holder_name ?? holder_email ?? holder_id, 60)}`;

type FoundToken =
  { token: ServiceToken; same: number } | { token: null; result: Omit<Judged, 'check'> };

/** Finds the planned token by name. Prefers tokens of the planned account, then the latest one. */
function findToken(plan: Plan, { serviceTokens }: ObservedFacts): FoundToken {
  if (!serviceTokens.read) {
    return {
      token: null,
      result: unread('token-seen', 'service tokens', serviceTokens.reason),
    };
  }
  const named = serviceTokens.value.filter(({ name }) => sameName(name, plan.token_name));
  const mine = named.filter(
    ({ serviceAccountName: account }) => account !== null && sameName(account, plan.account_name),
  );
  const [token] = (mine.length > 0 ? mine : named).toSorted(
    (a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0),
  );
  if (token !== undefined) return { token, same: named.length };
  const says = `Braintrust lists no service token named ${quote(plan.token_name)}.`;
  return { token: null, result: result('token-seen', 'not-seen', says) };
}

const findGroups = (plan: Plan, groups: readonly Group[]) =>
  groups.filter(({ name, deleted }) => !deleted && sameName(name, plan.group_name));

function reachResult(check: CheckId, who: string, verdict: ReachVerdict): Judged {
  switch (verdict.kind) {
    case 'as-planned':
      return result(check, 'seen', `${who} has exactly the planned access.`);
    case 'wider':
      return result(
        check,
        'wider',
        `${who} has access beyond the plan: ${list(verdict.extra)}.`,
        verdict,
      );
    case 'narrower':
      return result(
        check,
        'narrower',
        `${who} is missing planned access: ${list(verdict.lacking)}.`,
        verdict,
      );
    case 'nothing':
      return result(check, 'narrower', `${who} has no access yet.`, { lacking: verdict.lacking });
    case 'unknown':
      return result(
        check,
        'cannot-be-checked',
        `${who}: couldn’t evaluate its access. ${verdict.reasons.join(' ')}`,
      );
  }
}

const unread = (check: CheckId, what: string, reason: string) =>
  result(check, 'cannot-be-checked', `Couldn’t read the ${what}: ${reason}`);

const noAccount = (check: CheckId) =>
  result(
    check,
    'cannot-be-checked',
    'Braintrust doesn’t say which service account owns the token.',
  );

const quote = (name: string) => `“${oneLine(name, 80)}”`;
