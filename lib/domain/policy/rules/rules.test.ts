import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { RULE_IDS, compareSeverity, runSteps } from '@/lib/domain/core';
import { NO_DECISIONS } from '../decisions';
import { evaluateRule } from '../define-rule';
import { factsOf } from '../facts';
import { DEFAULT_SETTINGS } from '../settings';
import { NOW, daysAgo, key, member, snapshot } from '../testing/builders';
import type { Snapshot } from '../types';
import { RULES } from '.';

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder);
const source = (name: string) => readFileSync(`${folder}/${name}`, 'utf8');

describe('index, file names and tests agree', () => {
  test('the index has every rule, in the order of the closed set', () => {
    expect(RULES.map(({ id }) => id)).toEqual([...RULE_IDS]);
  });

  test('one file and one test a rule, and nothing else', () => {
    const expected = RULE_IDS.flatMap((id) => [`${id}.ts`, `${id}.test.ts`]);
    expect(files.toSorted()).toEqual([...expected, 'index.ts', 'rules.test.ts'].toSorted());
  });

  test.each(RULE_IDS)('%s: the file holds that rule, the test runs its four cases', (id) => {
    expect(source(`${id}.ts`)).toContain(`id: '${id}'`);
    expect(source(`${id}.test.ts`)).toMatch(
      /testRule\(\w+, \{[^]*clean: [^]*flagged: [^]*notAssessed: [^]*edge: /,
    );
  });
});

describe.each(RULES)('$id', (rule) => {
  test('is described in whole sentences and rests on a standard', () => {
    for (const text of [rule.description, rule.why]) expect(text).toMatch(/^[A-Z].*\.$/);
    if (rule.cannotKnow !== null) expect(rule.cannotKnow).toMatch(/^[A-Z].*\.$/);
    expect(rule.title).toMatch(/^[A-Z][^.!]*$/);
    expect(`${rule.title} ${rule.description} ${rule.why}`).not.toContain('!');
    expect(rule.references.length).toBeGreaterThan(0);
  });

  test('says how it decides, with the thresholds as they are set', () => {
    expect(rule.decides(DEFAULT_SETTINGS).length).toBeGreaterThan(0);
    for (const text of rule.decides(DEFAULT_SETTINGS)) expect(text).toMatch(/^[A-Z].*\.$/);
    for (const name of rule.thresholds) expect(DEFAULT_SETTINGS).toHaveProperty([name]);
    const numbers = rule.thresholds.flatMap((name) => {
      const value = DEFAULT_SETTINGS[name];
      return typeof value === 'object' && !Array.isArray(value) ? Object.values(value) : value;
    });
    for (const number of numbers.filter((value) => typeof value === 'number')) {
      expect(rule.decides(DEFAULT_SETTINGS).join(' ')).toMatch(new RegExp(`\\b${number}\\b`));
    }
  });

  test('lists its severities worst first', () => {
    expect(rule.severities).toEqual(rule.severities.toSorted(compareSeverity));
  });

  test('reads no clock: years later it says the same of the same audit', () => {
    const seen = () =>
      snapshot({
        members: [member('anna'), member('bob', { state: 'failed' })],
        keys: [key('key-1', { name: 'ci', createdAt: daysAgo(100) }), key('key-2')],
      });
    vi.useFakeTimers({ now: NOW });
    const judge = (one: Snapshot) => {
      const facts = runSteps(factsOf(one, DEFAULT_SETTINGS, NO_DECISIONS, NOW));
      return runSteps(evaluateRule(rule, one, DEFAULT_SETTINGS, NOW, facts));
    };
    const then = judge(seen());
    vi.setSystemTime(new Date('2036-01-01'));
    expect(judge(seen())).toEqual(then);
    vi.useRealTimers();
    expect(source(`${rule.id}.ts`)).not.toMatch(/new Date\(|Date\.now|performance\.now/);
  });

  test('cannot be changed', () => {
    expect(Object.isFrozen(rule)).toBe(true);
  });
});
