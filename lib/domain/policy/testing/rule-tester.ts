import { describe, expect, test } from 'vitest';
import { runSteps, type Severity } from '@/lib/domain/core';
import { NO_DECISIONS } from '../decisions';
import { factsOf } from '../facts';
import { DEFAULT_SETTINGS } from '../settings';
import { evaluateRule, type Rule } from '../define-rule';
import type { PolicySettings, Snapshot } from '../types';
import { NOW } from './builders';

/** The expected result of a rule for one snapshot. */
type RuleCase = {
  name: string;
  snapshot: Snapshot;
  settings?: Partial<PolicySettings>;
  now?: Date;
  /** Subject id → severity. Missing: no finding. */
  findings?: Record<string, Severity>;
  /** Subject id → a part of the reason. Missing: everything was assessed. */
  notAssessed?: Record<string, string>;
  /** Values in the evidence of the first finding. */
  evidence?: string[];
  /** Values in the evidence of the first subject that wasn't assessed. */
  sent?: string[];
};

/** Every rule needs cases of these four kinds. */
export type RuleCases = Record<'clean' | 'flagged' | 'notAssessed' | 'edge', RuleCase[]>;

/** Runs a rule's cases. The input is frozen, so that a rule that changes it fails. */
export function testRule(rule: Rule, cases: RuleCases): void {
  describe(rule.id, () => {
    for (const [kind, list] of Object.entries(cases)) {
      test(`has a case: ${kind}`, () => expect(list.length).toBeGreaterThan(0));
      test.each(list.map((one) => [one.name, one] as const))(`${kind}: %s`, (_name, one) => {
        checkCase(rule, one);
      });
    }
  });
}

function checkCase(rule: Rule, one: RuleCase): void {
  const settings = deepFreeze({ ...DEFAULT_SETTINGS, ...one.settings });
  const seen = deepFreeze(one.snapshot);
  const now = deepFreeze(one.now ?? NOW);
  const facts = runSteps(factsOf(seen, settings, NO_DECISIONS, now));
  const result = runSteps(evaluateRule(rule, seen, settings, now, facts));
  const severities = result.findings.map(({ subject, severity }) => [subject.id, severity]);
  expect(Object.fromEntries(severities)).toEqual(one.findings ?? {});
  expect(severities.length).toBe(Object.keys(one.findings ?? {}).length);
  const expected = Object.entries(one.notAssessed ?? {});
  expect(result.notAssessed.map(({ subject }) => subject.id)).toEqual(expected.map(([id]) => id));
  expected.forEach(([, reason], index) =>
    expect(result.notAssessed[index]?.reason.toLowerCase()).toContain(reason.toLowerCase()),
  );
  const values = result.findings[0]?.evidence.map(({ value }) => value) ?? [];
  expect(values).toEqual(expect.arrayContaining(one.evidence ?? []));
  expect(result.notAssessed[0]?.evidence?.map(({ value }) => value) ?? []).toEqual(one.sent ?? []);
  // On Starter, one finding on the organization replaces the findings about owners.
  const subjectTypes =
    settings.plan === 'starter' ? [rule.subject, 'organization'] : [rule.subject];
  for (const { subject, severity, evidence } of result.findings) {
    expect(subjectTypes).toContain(subject.type);
    expect(rule.severities).toContain(severity);
    expect(evidence.length).toBeGreaterThan(0);
  }
}

/** Freezes a value deeply. A frozen date's setters throw. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Date) {
    value.setTime = () => {
      throw new Error('a rule changed a date');
    };
  }
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
