import type { KeyId, RuleId, ServiceTokenId, Steps } from '@/lib/domain/core';
import { UNNAMED_HOLDER, type Key } from '@/lib/domain/organization';
import { evaluateRule } from './define-rule';
import { factsOf, hasLeft, type Facts } from './facts';
import { exceptionsOf } from './decisions';
import { prioritize } from './priority';
import { RULES } from './rules';
import type {
  Decisions,
  Evaluation,
  Finding,
  KeyAssessment,
  NotAssessed,
  PolicySettings,
  Snapshot,
  Workload,
} from './types';
import { assessKey, firstEnd, recommend, type KeyResult, type OwnAssessment } from './verdict';
import { findWorkloads } from './workloads';

/**
 * Evaluates one audit's snapshot, with people's decisions applied: the findings, what couldn't be assessed,
 * and each key's verdict, severity, and usage. Deterministic, including the order.
 *
 * `now` is when the audit finished, so that a finished audit keeps its evaluation. `today` is the current
 * time; only the end of exceptions depends on it. Yields after each key, because there may be 100,000.
 */
export function* evaluate(
  snapshot: Snapshot,
  settings: PolicySettings,
  decisions: Decisions,
  at: { now: Date; today: Date },
): Steps<Evaluation> {
  const facts = yield* factsOf(snapshot, settings, decisions, at.now);
  const exceptionOf = exceptionsOf(snapshot, decisions.exceptions, at.today);
  const findings: Finding[] = [];
  const notAssessed: NotAssessed[] = [];
  const switchedOff: { rule: RuleId; reason: string }[] = [];
  for (const rule of RULES) {
    const off = settings.switchedOff[rule.id];
    if (off !== undefined) {
      switchedOff.push({ rule: rule.id, reason: off });
      continue;
    }
    const result = yield* evaluateRule(rule, snapshot, settings, at.now, facts);
    yield;
    const override = settings.severityOverrides[rule.id];
    for (const { severity, subject, evidence } of result.findings) {
      const { state, exception } = exceptionOf(rule.id, subject);
      const judged = override ?? severity;
      findings.push({ rule: rule.id, severity: judged, subject, evidence, state, exception });
      yield;
    }
    for (const entry of result.notAssessed) {
      notAssessed.push({ rule: rule.id, ...entry });
    }
    yield;
  }
  const results = yield* resultsOf(snapshot, facts, decisions, findings, notAssessed);
  const assessed = new Map<string, OwnAssessment>();
  for (const [id, result] of results) {
    assessed.set(id, assessKey(result));
    yield;
  }
  const workloads = findWorkloads(snapshot.keys, facts, assessed);
  yield;
  const priorities = prioritize(snapshot.keys, assessed, facts, at.now);
  yield;
  return {
    settingsVersion: settings.version,
    validUntil: firstEnd(findings),
    findings,
    notAssessed,
    switchedOff,
    superseded: SUPERSEDED in settings.switchedOff ? new Map() : supersededKeys(facts),
    keys: yield* placeKeys(snapshot.keys, { results, assessed, workloads }, priorities),
    workloads,
  };
}

const SUPERSEDED: RuleId = 'superseded-by-service-token';

/** The keys that each service token supersedes, in the order of the keys. */
function supersededKeys({ superseded }: Facts): Map<ServiceTokenId, KeyId[]> {
  const keys = new Map<ServiceTokenId, KeyId[]>();
  for (const [key, { successors }] of superseded) {
    for (const { token } of successors) {
      const known = keys.get(token.id);
      if (known === undefined) keys.set(token.id, [key]);
      else known.push(key);
    }
  }
  return keys;
}

/** What each key's verdict depends on. */
function* resultsOf(
  snapshot: Snapshot,
  facts: Facts,
  decisions: Decisions,
  findings: readonly Finding[],
  notAssessed: readonly NotAssessed[],
): Steps<Map<string, KeyResult>> {
  const results = new Map<string, KeyResult>();
  for (const key of snapshot.keys) {
    const use = facts.usedBy.get(key.id) ?? { usedBy: 'unclear', signals: [] };
    results.set(key.id, {
      use,
      holderLeft: key.holderId !== UNNAMED_HOLDER && hasLeft(facts.members.get(key.holderId)),
      overruled: decisions.usedBy.has(key.id),
      findings: [],
      excepted: [],
      notAssessed: 0,
    });
    yield;
  }
  for (const finding of findings) {
    if (finding.subject.type !== 'key') continue;
    const result = results.get(finding.subject.id);
    if (finding.state === 'open') result?.findings.push(finding);
    else result?.excepted.push(finding);
    yield;
  }
  for (const { subject } of notAssessed) {
    const result = subject.type === 'key' ? results.get(subject.id) : undefined;
    if (result !== undefined) result.notAssessed += 1;
  }
  return results;
}

/** Adds what depends on the other keys: the workload, the recommendation, and the place in the order of risk. */
function* placeKeys(
  keys: readonly Key[],
  {
    results,
    assessed,
    workloads,
  }: {
    results: ReadonlyMap<string, KeyResult>;
    assessed: ReadonlyMap<string, OwnAssessment>;
    workloads: readonly Workload[];
  },
  priorities: ReadonlyMap<KeyId, number>,
): Steps<Map<string, KeyAssessment>> {
  const workloadOf = new Map<KeyId, Workload>();
  for (const workload of workloads) for (const id of workload.keys) workloadOf.set(id, workload);
  const placed = new Map<string, KeyAssessment>();
  for (const { id } of keys) {
    const own = assessed.get(id);
    const result = results.get(id);
    if (own === undefined || result === undefined) continue;
    const workload = workloadOf.get(id);
    const others = own.verdict === 'replace' ? (workload?.keysToReplace ?? 1) - 1 : 0;
    placed.set(id, {
      ...own,
      workload: workload?.hasPurpose ? workload.id : null,
      recommendation: recommend(result, own.verdict, others),
      priority: priorities.get(id) ?? priorities.size,
    });
    yield;
  }
  return placed;
}
