import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MEMBER_STATES,
  ROSTER_STATES,
  SEVERITIES,
  memberId,
  type Verdict,
} from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import { evaluate } from './evaluate';
import { evaluateAtOnce } from './testing/evaluate-at-once';
import { NO_DECISIONS } from './decisions';
import { DEFAULT_SETTINGS } from './settings';
import {
  AT,
  NOW,
  ORGANIZATION,
  daysAgo,
  key,
  keysNamedAlike,
  member,
  organizationOf,
  snapshot,
} from './testing/builders';
import { deepFreeze } from './testing/rule-tester';
import type { KeyAssessment, PolicySettings, Snapshot } from './types';

const settings = deepFreeze(DEFAULT_SETTINGS);
const expired = { kind: 'at', at: daysAgo(3) } as const;
const soon = { kind: 'at', at: daysAgo(-3) } as const;
const GONE = { organizationWideList: true, members: [] };
const OWNER = { members: [member('anna', { owner: true })] };
const MANY = Array.from({ length: 9 }, (_, index) => key(`key-${index}`, { name: 'laptop' }));

function assess(
  fields: Partial<Key>,
  seen: Partial<Snapshot> = {},
  changed: Partial<PolicySettings> = {},
): KeyAssessment {
  const judged = snapshot({ keys: [key('key-1', fields)], ...seen });
  const assessment = evaluateAtOnce(judged, { ...settings, ...changed }, NO_DECISIONS, AT).keys.get(
    'key-1',
  );
  if (assessment === undefined) throw new Error('the key was not assessed');
  return assessment;
}

const ORDER: [name: string, verdict: Verdict, KeyAssessment][] = [
  ['expired, even where a program uses it', 'revoke', assess({ name: 'ci', expiry: expired })],
  ['expired, of a leaver', 'revoke', assess({ expiry: expired }, GONE)],
  ['used by a program', 'replace', assess({ name: 'ci' })],
  ["a leaver's, used by a program", 'replace', assess({ name: 'ci' }, GONE)],
  ["a leaver's", 'revoke', assess({}, GONE)],
  ["a leaver's laptop", 'revoke', assess({ name: 'laptop' }, GONE)],
  ['unbound, used by a program', 'replace', assess({ name: 'ci', organizationId: null })],
  ['usage unknown', 'ask-holder', assess({})],
  ['usage unknown, with findings', 'ask-holder', assess({ organizationId: null })],
  ["a person's, unbound", 'rotate', assess({ name: 'laptop', organizationId: null })],
  ["a person's, 180 days old", 'rotate', assess({ name: 'laptop', createdAt: daysAgo(180) })],
  ["a person's, soon expired", 'rotate', assess({ name: 'laptop', expiry: soon })],
  ["a person's, held by an owner", 'rotate', assess({ name: 'laptop' }, OWNER)],
  ["a person's, that never expires", 'ok', assess({ name: 'laptop', expiry: { kind: 'never' } })],
  ["a person's, 90 days old", 'ok', assess({ name: 'laptop', createdAt: daysAgo(90) })],
  ["a person's, one of many", 'ok', assess({ name: 'laptop' }, { keys: MANY })],
  ["a person's, without findings", 'ok', assess({ name: 'laptop' })],
];

describe('the verdict comes in this order', () => {
  test.each(ORDER)('%s → %s', (_name, verdict, assessment) => {
    expect(assessment.verdict).toBe(verdict);
  });
});

describe('the recommendation is one sentence that says why', () => {
  test("a leaver's program: replace today, for revoking first is an outage", () => {
    expect(assess({ name: 'ci' }, GONE).recommendation).toMatch(
      /^Replace today: .*\(workload keyword in the name: ci\).*before/,
    );
  });
  test('copies: replace together', () => {
    const keys = ['anna', 'bob', 'cora'].map((holder, index) =>
      key(`key-${index + 1}`, { name: 'quarterly figures', holderId: memberId(holder) }),
    );
    expect(assess({}, { keys }).recommendation).toMatch(
      /^Replace together with 2 other keys.*\(same name held by: /,
    );
  });
  test('a copy that is not to be replaced is not counted among them', () => {
    const expiry = { kind: 'at', at: daysAgo(1) } as const;
    const keys = ['anna', 'bob', 'cora'].map((holder, index) =>
      key(`key-${index + 1}`, {
        name: 'sales bridge',
        holderId: memberId(holder),
        ...(holder === 'cora' ? { expiry } : {}),
      }),
    );
    expect(assess({}, { keys }).recommendation).toMatch(/^Replace together with 1 other key of/);
  });
  test('ask the holder: the worst findings are named first', () => {
    const { recommendation, severity } = assess({
      name: 'asdf',
      createdAt: daysAgo(400),
      expiry: { kind: 'never' },
    });
    expect(severity).toBe('high');
    expect(recommendation).toBe(
      'Ask the holder what uses the key: its usage is unknown (old key, never expires, and 1 more).',
    );
    expect(assess({}).recommendation).toBe(
      'Ask the holder what uses the key: its usage is unknown.',
    );
  });
  test('rotate: names what it solves, and offers a new key only where one helps', () => {
    const old = { name: 'laptop', createdAt: daysAgo(400), expiry: { kind: 'never' } } as const;
    expect(assess(old).recommendation).toBe(
      'Rotate the key, or sign in with bt login and revoke it: used by a person (old key).',
    );
    expect(assess({ name: 'laptop' }, OWNER).recommendation).toBe(
      'Sign in with bt login instead, and revoke the key: used by a person (held by an owner).',
    );
  });
  test('ok: says what was found, and what could not be checked', () => {
    expect(assess({ name: 'laptop' }).recommendation).toBe(
      'No action needed: used by a person, no findings.',
    );
    const endless = assess({ name: 'laptop', expiry: { kind: 'never' } });
    expect(endless.recommendation).toBe(
      'No action needed: used by a person, nothing urgent (never expires).',
    );
    const undated = assess({ name: 'laptop', createdAt: null });
    expect(undated.recommendation).toContain('1 check couldn’t run');
  });
  test('every sentence ends once', () => {
    for (const [, , { recommendation }] of ORDER) expect(recommendation).toMatch(/^[A-Z][^.]*\.$/);
  });
});

describe('severity of a key is that of its worst finding', () => {
  test.each([
    [null, assess({})],
    ['info', assess({ expiry: expired })],
    ['medium', assess({ expiry: { kind: 'never' }, name: 'test' })],
    ['critical', assess({ name: 'ci' }, { members: [member('anna', { owner: true })] })],
  ] as const)('%s', (severity, assessment) => {
    expect(assessment.severity).toBe(severity);
  });

  test('settings may set it for a whole rule', () => {
    const severityOverrides = { 'never-expires': 'info' } as const;
    expect(assess({ expiry: { kind: 'never' } }, {}, { severityOverrides }).severity).toBe('info');
  });

  test('a hole in the coverage touches no key', () => {
    const members = [member('anna'), member('bob', { state: 'blocked' })];
    expect(assess({}, { members })).toMatchObject({ verdict: 'ask-holder', severity: null });
  });
});

test('the answer names the version of its settings', () => {
  expect(
    evaluateAtOnce(snapshot(), { ...settings, version: 7 }, NO_DECISIONS, AT).settingsVersion,
  ).toBe(7);
});

test('other settings for the same snapshot give another answer, not the remembered one', () => {
  const seen = snapshot({ keys: [key('key-1', { name: 'zeppelin' })] });
  expect(evaluateAtOnce(seen, settings, NO_DECISIONS, AT).keys.get('key-1')?.verdict).toBe(
    'ask-holder',
  );
  const changed = { ...settings, workloadWords: ['zeppelin'] };
  expect(evaluateAtOnce(seen, changed, NO_DECISIONS, AT).keys.get('key-1')?.verdict).toBe(
    'replace',
  );
  expect(evaluateAtOnce(seen, settings, NO_DECISIONS, AT).keys.get('key-1')?.verdict).toBe(
    'ask-holder',
  );
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    'ci',
    'test',
    'laptop',
    '=1+1',
    '\u202e',
    '本番サーバー',
    '\ud800',
    'x'.repeat(2_000),
  ),
);
const anyDate = fc.oneof(fc.date(), fc.date({ noInvalidDate: false }), fc.constant(new Date(NOW)));
const HOLDERS = ['anna', 'bob', 'cora', 'nobody'];
const anySnapshot: fc.Arbitrary<Snapshot> = fc.record({
  organization: fc.constant(ORGANIZATION),
  organizationWideList: fc.boolean(),
  reaches: fc.constant(new Map()),
  serviceTokens: fc.constant({ read: true as const, value: [] }),
  projects: fc.constant({ read: true as const, value: [] }),
  caller: fc.constantFrom('person' as const, 'service-token' as const, null),
  members: fc.tuple(
    ...HOLDERS.slice(0, 3).map((id) =>
      fc
        .record({
          email: fc.option(anyText),
          givenName: fc.option(anyText),
          familyName: fc.option(anyText),
          state: fc.constantFrom(...MEMBER_STATES),
          roster: fc.constantFrom(...ROSTER_STATES),
          owner: fc.constantFrom(true, false, null),
        })
        .map((fields) => member(id, fields)),
    ),
  ),
  keys: fc
    .array(
      fc.record({
        name: anyText,
        createdAt: fc.option(anyDate),
        expiry: fc.oneof(
          fc.constant({ kind: 'never' as const }),
          fc.constant({ kind: 'unknown' as const }),
          anyDate.map((at) => ({ kind: 'at' as const, at })),
        ),
        holderId: fc.constantFrom(...HOLDERS).map(memberId),
        organizationId: fc.constantFrom(null, ORGANIZATION.id),
      }),
      { maxLength: 8 },
    )
    .map((list) => list.map((fields, index) => key(`key-${index}`, fields))),
});

describe('for any snapshot, hostile ones included', () => {
  test('every key is judged, every finding has evidence, and nothing is changed', () => {
    fc.assert(
      fc.property(anySnapshot, (seen) => {
        const { keys, findings } = evaluateAtOnce(deepFreeze(seen), settings, NO_DECISIONS, AT);
        expect([...keys.keys()]).toEqual(seen.keys.map(({ id }) => id));
        for (const { evidence, severity } of findings) {
          expect(SEVERITIES).toContain(severity);
          expect(evidence.length).toBeGreaterThan(0);
          for (const { value } of evidence) expect(value).not.toMatch(/[\p{Cc}\p{Cs}\u202e]/u);
        }
        for (const [id, { verdict, severity }] of keys) {
          const own = findings.filter(({ subject }) => subject.id === id);
          expect(severity === null).toBe(own.length === 0);
          if (own.length === 0) expect(['ask-holder', 'ok']).toContain(verdict);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the same snapshot gives the same answer', () => {
    fc.assert(
      fc.property(anySnapshot, (seen) => {
        expect(evaluateAtOnce(structuredClone(seen), settings, NO_DECISIONS, AT)).toEqual(
          evaluateAtOnce(seen, settings, NO_DECISIONS, AT),
        );
      }),
    );
  });

  test('the order of members and keys changes no verdict', () => {
    fc.assert(
      fc.property(anySnapshot, (seen) => {
        const turned = {
          ...seen,
          members: seen.members.toReversed(),
          keys: seen.keys.toReversed(),
        };
        const before = evaluateAtOnce(seen, settings, NO_DECISIONS, AT).keys;
        for (const [id, { verdict, severity, usedBy, priority }] of evaluateAtOnce(
          turned,
          settings,
          NO_DECISIONS,
          AT,
        ).keys) {
          expect(before.get(id)).toMatchObject({ verdict, severity, usedBy, priority });
        }
      }),
    );
  });
});

describe('the priority', () => {
  const order = (keys: Key[], seen: Partial<Snapshot> = {}) => {
    const evaluation = evaluateAtOnce(snapshot({ keys, ...seen }), settings, NO_DECISIONS, AT);
    return [...evaluation.keys]
      .toSorted(([, a], [, b]) => a.priority - b.priority)
      .map(([id, { priority }]) => `${priority} ${id}`);
  };
  const bobs = (id: string, fields: Partial<Key> = {}) =>
    key(id, { holderId: memberId('bob'), ...fields });

  test('severity comes first, and a key without findings last', () => {
    const clean = key('clean', { name: 'quarterly figures' });
    const endless = key('endless', { expiry: { kind: 'never' } });
    expect(order([clean, endless, key('vague', { name: 'asdf' })])).toEqual([
      '1 endless',
      '2 vague',
      '3 clean',
    ]);
  });
  test('of one severity the wider access comes first', () => {
    // Bob has no access at all, and anna has some projects.
    expect(order([bobs('a'), key('b')])).toEqual(['1 b', '2 a']);
  });
  test('then more copies of the name', () => {
    const copies = ['c', 'd'].map((id) => bobs(id, { name: 'sales bridge' }));
    const others = ['a', 'b'].map((id) => bobs(id, { name: 'billing sync' }));
    const held = [...others, ...copies, key('e', { name: 'sales bridge' })];
    const reaches = new Map();
    const places = order([...held, key('f', { name: 'billing sync' })], { reaches });
    expect(places.map((place) => place.slice(2))).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    const more = order([...held, bobs('g', { name: 'sales bridge' })], { reaches });
    expect(more.slice(0, 4).map((place) => place.slice(2))).toEqual(['c', 'd', 'e', 'g']);
  });
  test('then the older key, and at last the id', () => {
    const keys = [
      key('b'),
      key('c', { createdAt: daysAgo(20) }),
      key('a'),
      key('d', { createdAt: null }),
    ];
    expect(order(keys)).toEqual(['1 c', '2 a', '3 b', '4 d']);
  });
});

test('a key names its workload, if a workload uses it and its name says which', () => {
  expect(assess({ name: 'GITHUB_actions 2' }).workload).toBe('action github');
  expect(assess({ name: 'github-actions-prod' }).workload).toBe('action github prod');
  expect(assess({ name: 'prod' }).workload).toBeNull();
  expect(assess({ name: 'laptop' }).workload).toBeNull();
  expect(assess({}).workload).toBeNull();
});

test('20,000 keys of 2,000 members are all judged', () => {
  const { members, keys } = organizationOf(2_000);
  const { keys: judged } = evaluateAtOnce(snapshot({ members, keys }), settings, NO_DECISIONS, AT);
  expect(judged.size).toBe(20_000);
  const programs = keys.filter(({ name }) => name.startsWith('ci '));
  expect(new Set(programs.map(({ id }) => judged.get(id)?.verdict))).toEqual(new Set(['replace']));
});

test.each([
  ['of an ordinary organization', (size: number) => organizationOf(size)],
  ['that all have one name', (size: number) => keysNamedAlike(size)],
])('twice the keys %s are twice the work, not its square', (_title, build) => {
  const [once, twice] = [250, 500].map((size) => readsOf(build(size)));
  if (once === undefined || twice === undefined) throw new Error('not counted');
  expect(once).toBeGreaterThan(250);
  // Sorting adds a little to twice the work. Quadratic work would be four times.
  expect(twice).toBeLessThan(2.5 * once);
});

test('every key takes steps of its own, so that a server can do other work in between', () => {
  const steps = evaluate(snapshot(organizationOf(20)), settings, NO_DECISIONS, AT);
  expect([...steps].length).toBeGreaterThan(5 * 200);
});

test('a name that 20,000 people hold is judged for each of them', () => {
  const { keys } = evaluateAtOnce(snapshot(keysNamedAlike(20_000)), settings, NO_DECISIONS, AT);
  const verdicts = new Set([...keys.values()].map(({ verdict }) => verdict));
  expect([keys.size, ...verdicts]).toEqual([20_000, 'replace']);
});

/** Counts how often the engine reads a field of a key or a member, or an entry of their lists. */
function readsOf({ members, keys }: Pick<Snapshot, 'members' | 'keys'>): number {
  let reads = 0;
  const counted = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (object, field, receiver): unknown => {
        reads += 1;
        return Reflect.get(object, field, receiver);
      },
    });
  const seen = snapshot({
    members: counted(members.map(counted)),
    keys: counted(keys.map(counted)),
  });
  expect(evaluateAtOnce(seen, settings, NO_DECISIONS, AT).keys.size).toBe(keys.length);
  return reads;
}
