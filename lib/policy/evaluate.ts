import { UNNAMED_HOLDER } from '@/lib/organization';
import { factsOf, hasLeft, type Facts } from './facts';
import { RULES } from './rules';
import type {
  Evaluation,
  Finding,
  KeyAssessment,
  NotAssessed,
  PolicySettings,
  Rule,
  Snapshot,
} from './types';
import { assessKey, type KeyResult } from './verdict';

/**
 * What the rules say of everything that one audit saw: findings, what could not be assessed, and
 * verdict, severity and use of every key. The same input gives the same answer in the same order.
 * *Units*: `now` is the instant the audit finished, so that a finished audit keeps its judgement.
 */
export function evaluate(snapshot: Snapshot, settings: PolicySettings, now: Date): Evaluation {
  const findings: Finding[] = [];
  const notAssessed: NotAssessed[] = [];
  for (const rule of RULES) applyRule(rule, snapshot, settings, now, findings, notAssessed);
  return {
    settingsVersion: settings.version,
    findings,
    notAssessed,
    keys: assessKeys(snapshot, factsOf(snapshot, settings), findings, notAssessed),
  };
}

function applyRule(
  rule: Rule,
  snapshot: Snapshot,
  settings: PolicySettings,
  now: Date,
  findings: Finding[],
  notAssessed: NotAssessed[],
): void {
  const result = rule.evaluate(snapshot, settings, now);
  const override = settings.severityOverrides[rule.id];
  for (const { severity, subject, evidence } of result.findings) {
    findings.push({ rule: rule.id, severity: override ?? severity, subject, evidence });
  }
  for (const { subject, reason } of result.notAssessed) {
    notAssessed.push({ rule: rule.id, subject, reason });
  }
}

function assessKeys(
  snapshot: Snapshot,
  facts: Facts,
  findings: readonly Finding[],
  notAssessed: readonly NotAssessed[],
): Map<string, KeyAssessment> {
  const results = new Map<string, KeyResult>();
  for (const key of snapshot.keys) {
    const use = facts.usedBy.get(key.id) ?? { usedBy: 'unclear', signals: [] };
    const copies = facts.copies.get(key.id);
    results.set(key.id, {
      use,
      holderLeft: key.holderId !== UNNAMED_HOLDER && hasLeft(facts.members.get(key.holderId)),
      otherCopies: copies === undefined ? 0 : copies.keys.length - 1,
      findings: [],
      notAssessed: 0,
    });
  }
  for (const finding of findings) {
    if (finding.subject.type === 'key') results.get(finding.subject.id)?.findings.push(finding);
  }
  for (const { subject } of notAssessed) {
    const result = subject.type === 'key' ? results.get(subject.id) : undefined;
    if (result !== undefined) result.notAssessed += 1;
  }
  const keys = new Map<string, KeyAssessment>();
  for (const [id, result] of results) keys.set(id, assessKey(result));
  return keys;
}
