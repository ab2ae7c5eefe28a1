import type { MemberId, RuleId } from '@/lib/domain/core';
import type { Decisions, Exception, Finding, FindingException, Snapshot, Subject } from './types';

/** The decisions of an organization that has made none. */
export const NO_DECISIONS: Decisions = Object.freeze({
  usedBy: new Map(),
  workloads: new Map(),
  exceptions: Object.freeze([]),
});

export type ExceptionOf = (rule: RuleId, subject: Subject) => Pick<Finding, 'state' | 'exception'>;

const OPEN: ReturnType<ExceptionOf> = Object.freeze({ state: 'open', exception: null });

/**
 * Returns a lookup of exceptions by rule and subject. An exception covers one subject, or the rule for a
 * holder: the member, all their keys, or all tokens of that service account. It is in force while `today` is
 * before its end. If several match, the one that ends last counts.
 */
export function exceptionsOf(
  snapshot: Snapshot,
  exceptions: readonly Exception[],
  today: Date,
): ExceptionOf {
  if (exceptions.length === 0) return () => OPEN;
  const bySubject = new Map<string, Exception>();
  const byHolder = new Map<string, Exception>();
  for (const exception of exceptions) {
    const { rule, scope } = exception;
    if (scope.type === 'holder') keepLater(byHolder, `${rule} ${scope.memberId}`, exception);
    else keepLater(bySubject, subjectKey(rule, scope.subject), exception);
  }
  const holderOf = holdersOf(snapshot);
  return (rule, subject) => {
    const own = bySubject.get(subjectKey(rule, subject));
    const holder = holderOf(subject);
    const wide = holder === null ? undefined : byHolder.get(`${rule} ${holder}`);
    const exception = own === undefined ? wide : later(own, wide);
    if (exception === undefined) return OPEN;
    const found = toFindingException(exception, today);
    return { state: found.ended ? 'open' : 'excepted', exception: found };
  };
}

function toFindingException({ id, until, reason }: Exception, today: Date): FindingException {
  return { id, until, reason, ended: today.getTime() >= until.getTime() };
}

const subjectKey = (rule: RuleId, { type, id }: Subject): string => `${rule} ${type} ${id}`;

function keepLater(map: Map<string, Exception>, at: string, exception: Exception): void {
  map.set(at, later(exception, map.get(at)));
}

/** The one that ends last. If both end together, the one created last, so that input order doesn't matter. */
function later(a: Exception, b: Exception | undefined): Exception {
  if (b === undefined) return a;
  const difference =
    a.until.getTime() - b.until.getTime() || a.createdAt.getTime() - b.createdAt.getTime();
  if (difference !== 0) return difference > 0 ? a : b;
  return a.id >= b.id ? a : b;
}

function holdersOf(snapshot: Snapshot): (subject: Subject) => MemberId | null {
  const ofKeys = new Map<string, MemberId>(snapshot.keys.map((key) => [key.id, key.holderId]));
  const ofTokens = new Map<string, MemberId | null>();
  const ofMembers = new Map<string, MemberId>(snapshot.members.map(({ id }) => [id, id]));
  if (snapshot.serviceTokens.read) {
    for (const token of snapshot.serviceTokens.value)
      ofTokens.set(token.id, token.serviceAccountId);
  }
  const tables = { key: ofKeys, member: ofMembers, 'service-token': ofTokens, organization: null };
  return ({ type, id }) => tables[type]?.get(id) ?? null;
}
