import { expect, it } from 'vitest';
import { runSteps, type Verdict } from '@/lib/domain/core';
import { compareEvaluations, summarize } from './compare-evaluations';
import type { Evaluation, Finding } from './types';

const finding = (rule: Finding['rule'], id: string, state: Finding['state'] = 'open'): Finding => ({
  rule,
  severity: 'low',
  subject: { type: 'key', id },
  evidence: [],
  state,
  exception: null,
});

const evaluation = (findings: Finding[], verdicts: Record<string, Verdict>) =>
  runSteps(summarize(evaluationOf(findings, verdicts)));

const evaluationOf = (findings: Finding[], verdicts: Record<string, Verdict>): Evaluation => ({
  settingsVersion: 1,
  validUntil: null,
  findings,
  notAssessed: [],
  switchedOff: [],
  superseded: new Map(),
  workloads: [],
  keys: new Map(
    Object.entries(verdicts).map(([id, verdict]) => [
      id,
      {
        verdict,
        usedBy: 'unclear',
        signals: [],
        overruled: false,
        exceptionUntil: null,
        severity: null,
        recommendation: '',
        workload: null,
        priority: 1,
      },
    ]),
  ),
});

it('counts open findings that come and go, by rule, and keys whose verdict changes', () => {
  const before = evaluation(
    [finding('old-key', 'a'), finding('old-key', 'b'), finding('never-expires', 'a')],
    { a: 'ask-holder', b: 'ask-holder', c: 'ok', d: 'replace' },
  );
  const after = evaluation(
    [
      finding('old-key', 'b'),
      finding('old-key', 'c'),
      finding('never-expires', 'a', 'excepted'),
      finding('vague-or-duplicate-name', 'c'),
    ],
    { a: 'ok', b: 'ask-holder', c: 'ask-holder', d: 'replace' },
  );
  expect(runSteps(compareEvaluations(before, after))).toEqual({
    findingsFewer: 2,
    findingsMore: 2,
    byRule: [
      { rule: 'old-key', fewer: 1, more: 1 },
      { rule: 'never-expires', fewer: 1, more: 0 },
      { rule: 'vague-or-duplicate-name', fewer: 0, more: 1 },
    ],
    verdicts: [
      { from: 'ask-holder', to: 'ok', keys: 1 },
      { from: 'ok', to: 'ask-holder', keys: 1 },
    ],
  });
});

it('finds nothing between a judgement and itself', () => {
  const same = evaluation([finding('old-key', 'a')], { a: 'ask-holder' });
  const nothing = { findingsFewer: 0, findingsMore: 0, byRule: [], verdicts: [] };
  expect(runSteps(compareEvaluations(same, same))).toEqual(nothing);
});
