import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, MAX_REASON_CHARS, RULE_IDS, keyId, memberId } from '@/lib/domain/core';
import { NO_DECISIONS } from './decisions';
import { evaluateAtOnce } from './testing/evaluate-at-once';
import { DEFAULT_SETTINGS } from './settings';
import {
  AT,
  NOW,
  REFUSED,
  daysAgo,
  grant,
  key,
  member,
  reaches,
  serviceToken,
  snapshot,
  tokens,
} from './testing/builders';
import { deepFreeze } from './testing/rule-tester';
import type { Decisions, Evaluation, Exception, Finding, KeyAssessment, Snapshot } from './types';

const settings = deepFreeze(DEFAULT_SETTINGS);
const NEXT_WEEK = daysAgo(-7);
const YESTERDAY = daysAgo(1);
const KEY_1 = { type: 'key', id: 'key-1' } as const;
const BYSTANDER = { type: 'subject', subject: { type: 'key', id: 'no such key' } } as const;

const exception = (fields: Partial<Exception>): Exception => ({
  id: 'exception-1',
  rule: 'never-expires',
  scope: { type: 'subject', subject: KEY_1 },
  reason: 'rotated by hand every month',
  until: NEXT_WEEK,
  author: 'olga@acme.example',
  createdAt: daysAgo(30),
  ...fields,
});
const judge = (seen: Snapshot, decisions: Partial<Decisions> = {}, today: Date = NOW): Evaluation =>
  evaluateAtOnce(seen, settings, { ...NO_DECISIONS, ...decisions }, { now: NOW, today });
const excepting = (seen: Snapshot, ...exceptions: Exception[]) => judge(seen, { exceptions });
function keyOf({ keys }: Evaluation, id = 'key-1'): KeyAssessment {
  const found = keys.get(id);
  if (found === undefined) throw new Error('the key was not judged');
  return found;
}
const findingOf = ({ findings }: Evaluation, rule: string): Finding | undefined =>
  findings.find((finding) => finding.rule === rule);

const endless = snapshot({ keys: [key('key-1', { expiry: { kind: 'never' } })] });

describe('an exception', () => {
  test('in force takes its finding out of verdict and severity, and says until when', () => {
    const judged = excepting(endless, exception({}));
    expect(findingOf(judged, 'never-expires')).toMatchObject({
      state: 'excepted',
      exception: { id: 'exception-1', until: NEXT_WEEK, ended: false },
    });
    expect(keyOf(judged)).toMatchObject({
      verdict: 'ok',
      severity: null,
      exceptionUntil: NEXT_WEEK,
      recommendation: 'No action needed: risk accepted for 1 finding until Nov 27, 2026.',
    });
    expect(judged.validUntil).toEqual(NEXT_WEEK);
  });

  test.each([
    ['ended yesterday', YESTERDAY, 'open'],
    ['ends at this very instant', NOW, 'open'],
    ['ends in a millisecond', new Date(NOW.getTime() + 1), 'excepted'],
  ])('%s', (_name, until, state) => {
    const judged = excepting(endless, exception({ until }));
    const open = state === 'open';
    expect(findingOf(judged, 'never-expires')).toMatchObject({ state, exception: { ended: open } });
    expect(keyOf(judged).verdict).toBe(open ? 'ask-holder' : 'ok');
    expect(judged.validUntil).toEqual(open ? null : until);
  });

  test('ends by the wall clock, long after the audit finished', () => {
    const later = new Date(NEXT_WEEK.getTime() + DAY_MS);
    const judged = judge(endless, { exceptions: [exception({})] }, later);
    expect(findingOf(judged, 'never-expires')?.state).toBe('open');
    expect(findingOf(judged, 'never-expires')?.exception?.reason).toContain('by hand');
  });

  test('of several the one that ends last counts, in any order', () => {
    const several = [
      exception({ id: 'ended', until: YESTERDAY }),
      exception({ id: 'longest', until: daysAgo(-30) }),
      exception({ id: 'shorter', scope: { type: 'holder', memberId: memberId('anna') } }),
    ];
    for (const exceptions of [several, several.toReversed()]) {
      const judged = judge(endless, { exceptions });
      expect(findingOf(judged, 'never-expires')?.exception?.id).toBe('longest');
      expect(keyOf(judged).exceptionUntil).toEqual(daysAgo(-30));
    }
  });

  test('is of its rule and its subject only', () => {
    const others = [exception({ rule: 'old-key' }), exception({ scope: BYSTANDER })];
    const judged = excepting(endless, ...others);
    expect(findingOf(judged, 'never-expires')).toMatchObject({ state: 'open', exception: null });
    expect(judged.validUntil).toBeNull();
  });

  test("for a rule on a holder covers her keys, those of nobody else's", () => {
    const keys = ['anna', 'anna', 'bob'].map((holder, index) =>
      key(`key-${index + 1}`, { holderId: memberId(holder), expiry: { kind: 'never' } }),
    );
    const scope = { type: 'holder', memberId: memberId('anna') } as const;
    const { findings } = excepting(snapshot({ keys }), exception({ scope }));
    const states = findings
      .filter(({ rule }) => rule === 'never-expires')
      .map(({ state }) => state);
    expect(states).toEqual(['excepted', 'excepted', 'open']);
  });

  test('for a rule on a holder covers the member and the tokens of a service account', () => {
    const seen = snapshot({
      members: [member('anna', { state: 'blocked' })],
      keys: [],
      serviceTokens: tokens(serviceToken('token-1', { expiry: { kind: 'never' } })),
    });
    const on = (rule: Exception['rule'], id: string) =>
      exception({ rule, scope: { type: 'holder', memberId: memberId(id) } });
    const judged = excepting(
      seen,
      on('member-not-audited', 'anna'),
      on('service-token-old-or-unlimited', 'account-1'),
    );
    expect(judged.findings.map(({ state }) => state)).toEqual(['excepted', 'excepted']);
  });

  test("never makes a workload's key one to revoke first", () => {
    const gone = snapshot({
      organizationWideList: true,
      members: [],
      keys: [key('key-1', { name: 'ci' })],
    });
    const rule = 'workload-on-personal-key';
    expect(keyOf(excepting(gone, exception({ rule }))).verdict).toBe('replace');
    const both = [exception({ rule }), exception({ id: '2', rule: 'holder-not-a-member' })];
    expect(keyOf(excepting(gone, ...both)).verdict).toBe('ok');
  });

  test('leaves what is still open to be judged', () => {
    const seen = snapshot({ keys: [key('key-1', { name: 'ci', createdAt: daysAgo(400) })] });
    const judged = keyOf(excepting(seen, exception({ rule: 'workload-on-personal-key' })));
    expect(judged).toMatchObject({ verdict: 'rotate', severity: 'high', usedBy: 'workload' });
    expect(judged.recommendation).toBe(
      'Rotate the key: its use by a workload is an accepted risk, but other findings are open (old key).',
    );
  });
});

describe('who uses a key, once decided, outweighs its name', () => {
  const decided = (usedBy: 'workload' | 'person', name: string, note = 'asked her') =>
    judge(snapshot({ keys: [key('key-1', { name })] }), {
      usedBy: new Map([[keyId('key-1'), { usedBy, note, author: 'olga@acme.example', at: NOW }]]),
    });

  test('a person: no replacement, and the word that spoke against it is still told', () => {
    const judged = keyOf(decided('person', 'github-actions'));
    expect(judged).toMatchObject({ usedBy: 'person', overruled: true, verdict: 'ok' });
    expect(judged.signals[0]?.value).toBe('Set by olga@acme.example on Nov 20, 2026: asked her');
    expect(judged.signals.map(({ value }) => value)).toContain('github actions');
  });

  test('unknown usage, once decided, is no question any more', () => {
    expect(keyOf(judge(snapshot())).verdict).toBe('ask-holder');
    expect(keyOf(decided('person', 'quarterly report of pricing')).verdict).toBe('ok');
  });

  test('a program: to be replaced, with the decision as the reason', () => {
    const judged = keyOf(decided('workload', 'my laptop'));
    expect(judged).toMatchObject({ usedBy: 'workload', overruled: true, verdict: 'replace' });
    expect(judged.recommendation).toContain('set by olga@acme.example');
  });

  test('the note is shown whole, up to the longest that can be saved', () => {
    const note = 'x'.repeat(MAX_REASON_CHARS - 1) + '.';
    const judged = keyOf(decided('person', 'github-actions', note));
    expect(judged.signals[0]?.value).toBe(`Set by olga@acme.example on Nov 20, 2026: ${note}`);
  });

  test('other keys are judged as before', () => {
    expect(keyOf(judge(snapshot()))).toMatchObject({ overruled: false, exceptionUntil: null });
  });

  test("a person's key is superseded by nothing", () => {
    const seen = snapshot({
      keys: [key('key-1', { name: 'billing sheet', createdAt: daysAgo(30) })],
      serviceTokens: tokens(serviceToken('token-1', { name: 'billing sheet' })),
    });
    expect(keyOf(judge(seen)).verdict).toBe('revoke');
    expect([...judge(seen).superseded]).toEqual([['token-1', ['key-1']]]);
    const usedBy = new Map([
      [keyId('key-1'), { usedBy: 'person' as const, note: '', author: 'olga', at: NOW }],
    ]);
    expect(keyOf(judge(seen, { usedBy })).verdict).toBe('ok');
  });
});

test('a rule that is switched off finds nothing and is listed with the reason', () => {
  const switchedOff = { 'never-expires': 'our proxy ends them' };
  const off = evaluateAtOnce(endless, { ...settings, switchedOff }, NO_DECISIONS, AT);
  expect(off.switchedOff).toEqual([{ rule: 'never-expires', reason: 'our proxy ends them' }]);
  expect(keyOf(off).verdict).toBe('ask-holder');
});

test('where the context could not be read, every rule that needs it says so and no other', () => {
  const seen = snapshot({
    members: [member('anna', { owner: null })],
    reaches: reaches([], { acls: REFUSED }),
    serviceTokens: REFUSED,
    projects: REFUSED,
    caller: null,
  });
  const { notAssessed, findings } = judge(seen);
  expect(findings).toEqual([]);
  const rules = RULE_IDS.filter((id) => notAssessed.some(({ rule }) => rule === id));
  expect(rules).toEqual([
    'superseded-by-service-token',
    'holder-not-a-member',
    'owner-held-key',
    'access-admin-held-key',
    'writes-in-every-project',
    'holder-outside-company-domains',
    'service-token-with-owner-power',
    'service-token-reaches-every-project',
    'service-token-old-or-unlimited',
    'service-account-per-person',
    'audited-with-a-personal-key',
  ]);
});

const HOLDERS = ['anna', 'bob', 'cora'] as const;
const anyPermission = fc.constantFrom('create', 'read', 'create_acls', 'role:owner');
const anySnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    names: fc.array(fc.constantFrom('ci', 'laptop', 'billing', 'test', 'sales bridge', 'prod'), {
      maxLength: 8,
    }),
    ages: fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 8, maxLength: 8 }),
    endless: fc.boolean(),
    organizationWideList: fc.boolean(),
    acls: fc.array(fc.tuple(fc.constantFrom(...HOLDERS, 'leads', 'account-1'), anyPermission)),
    blocked: fc.boolean(),
  })
  .map(({ names, ages, acls, blocked, organizationWideList, ...rest }) =>
    snapshot({
      organizationWideList,
      caller: 'person',
      members: HOLDERS.slice(0, 2).map((id) =>
        member(id, { state: blocked && id === 'bob' ? 'blocked' : 'audited' }),
      ),
      keys: names.map((name, index) =>
        key(`key-${index}`, {
          name,
          createdAt: daysAgo(ages[index] ?? 0),
          holderId: memberId(HOLDERS[index % 3] ?? 'anna'),
          ...(rest.endless ? { expiry: { kind: 'never' } } : {}),
        }),
      ),
      reaches: reaches(acls.map(([user, permission]) => grant(user, permission))),
      serviceTokens: tokens(serviceToken('t-1', { name: 'billing', expiry: { kind: 'never' } })),
    }),
  );
const anyExceptions: fc.Arbitrary<Exception[]> = fc.array(
  fc
    .record({
      rule: fc.constantFrom(...RULE_IDS),
      on: fc.constantFrom('key-0', 'key-1', 'key-2', 'anna', 'bob'),
      until: fc.constantFrom(YESTERDAY, NEXT_WEEK),
    })
    .map(({ rule, on, until }) =>
      exception({
        id: `${rule} ${on}`,
        rule,
        until,
        scope: on.startsWith('key')
          ? { type: 'subject', subject: { type: 'key', id: on } }
          : { type: 'holder', memberId: memberId(on) },
      }),
    ),
);
const RANK = ['critical', 'high', 'medium', 'low', 'info', null];

describe('for any snapshot and any exceptions', () => {
  test('an exception adds no finding, takes none away and makes no key worse', () => {
    fc.assert(
      fc.property(anySnapshot, anyExceptions, (seen, exceptions) => {
        const before = judge(deepFreeze(seen));
        const after = judge(seen, deepFreeze({ exceptions }));
        const bare = ({ findings }: Evaluation) =>
          findings.map(({ rule, subject, severity, evidence }) => [
            rule,
            subject,
            severity,
            evidence,
          ]);
        expect(bare(after)).toEqual(bare(before));
        expect(after.notAssessed).toEqual(before.notAssessed);
        for (const [id, { severity, usedBy }] of after.keys) {
          const was = before.keys.get(id);
          expect(usedBy).toBe(was?.usedBy);
          expect(RANK.indexOf(severity)).toBeGreaterThanOrEqual(
            RANK.indexOf(was?.severity ?? null),
          );
        }
      }),
    );
  });

  test('with every finding of it excepted a key is kept, and nothing else changes', () => {
    fc.assert(
      fc.property(anySnapshot, (seen) => {
        const before = judge(seen);
        const exceptions = before.findings
          .filter(({ subject }) => subject.id === 'key-0')
          .map(({ rule, subject }, index) =>
            exception({ id: String(index), rule, scope: { type: 'subject', subject } }),
          );
        const after = judge(seen, { exceptions });
        if (!after.keys.has('key-0')) return;
        const kept = exceptions.length > 0 ? { verdict: 'ok' } : {};
        expect(keyOf(after, 'key-0')).toMatchObject({ ...kept, severity: null });
        for (const [id, { priority: _, recommendation, ...assessment }] of after.keys) {
          if (id === 'key-0') continue;
          expect(before.keys.get(id)).toMatchObject(assessment);
          // Other keys of its workload are then replaced without it, which their recommendations say.
          const was = before.keys.get(id)?.recommendation ?? '';
          if (recommendation !== was) expect(was).toMatch(/^Replace together/);
        }
      }),
    );
  });

  test('the order of members, keys and exceptions makes no difference', () => {
    const sorted = (evaluation: Evaluation) => ({
      // Evidence about keys that share a name follows the order of the keys. Nothing else depends on it.
      findings: evaluation.findings
        .map(({ evidence, ...rest }) =>
          JSON.stringify({ ...rest, labels: evidence.map(({ label }) => label) }),
        )
        .toSorted(),
      notAssessed: evaluation.notAssessed.map((one) => JSON.stringify(one)).toSorted(),
      verdicts: [...evaluation.keys]
        .map(([id, one]) => [id, one.verdict, one.severity, one.usedBy, one.exceptionUntil])
        .toSorted(),
      validUntil: evaluation.validUntil,
    });
    fc.assert(
      fc.property(anySnapshot, anyExceptions, (seen, exceptions) => {
        const turned = {
          ...seen,
          members: seen.members.toReversed(),
          keys: seen.keys.toReversed(),
        };
        expect(sorted(judge(turned, { exceptions: exceptions.toReversed() }))).toEqual(
          sorted(judge(seen, { exceptions })),
        );
      }),
    );
  });

  test('the same input gives the same answer', () => {
    fc.assert(
      fc.property(anySnapshot, anyExceptions, (seen, exceptions) => {
        expect(judge(seen, { exceptions })).toEqual(judge(seen, { exceptions }));
      }),
      { numRuns: 30 },
    );
  });
});
