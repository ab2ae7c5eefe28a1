import { describe, expect, it } from 'vitest';
import {
  addSample,
  isStalled,
  membersPerSecond,
  membersTried,
  paceText,
  type PaceSample,
} from './audit-pace';

describe('pace of an audit', () => {
  it('is the mean over the last 15 seconds', () => {
    let samples: PaceSample[] = [];
    for (let second = 0; second <= 30; second++)
      samples = addSample(samples, {
        atMs: second * 1000,
        done: second <= 20 ? second * 10 : 200 + (second - 20) * 50,
      });
    expect(samples[0]?.atMs).toBe(16_000);
    expect(membersPerSecond(samples)).toBeCloseTo((700 - 160) / 14);
  });

  it('of a follow-up counts the members that it audits, not those that it carries over', () => {
    const members = { total: 48, audited: 45, blocked: 1, failed: 0, pending: 2 };
    expect(membersTried({ members, members_carried_over: 45 })).toEqual({ done: 1, total: 3 });
    expect(membersTried({ members, members_carried_over: null })).toEqual({ done: 46, total: 48 });
  });

  it('says nothing before there is something to say', () => {
    expect(membersPerSecond([])).toBeNull();
    expect(membersPerSecond([{ atMs: 0, done: 5 }])).toBeNull();
    expect(
      membersPerSecond([
        { atMs: 0, done: 0 },
        { atMs: 1000, done: 50 },
      ]),
    ).toBeNull();
  });

  it('starts anew with another audit', () => {
    expect(addSample([{ atMs: 0, done: 900 }], { atMs: 1000, done: 3 })).toEqual([
      { atMs: 1000, done: 3 },
    ]);
  });
});

describe('paceText', () => {
  it.each([
    [312, 1000, 58, '312 of 1,000 members · 58 per second · about 12 s left'],
    [0, 0, null, 'Listing members'],
    [3, 48, null, '3 of 48 members'],
    [3, 48, 0, '3 of 48 members'],
    [10, 1000, 0.25, '10 of 1,000 members · 15 per minute · about 66 min left'],
    [1, 100_000, 2, '1 of 100,000 members · 2 per second · about 14 h left'],
    [48, 48, 9, '48 of 48 members · evaluating'],
  ])('%d of %d at %s: %s', (done, total, pace, text) =>
    expect(paceText(done, total, { perSecond: pace, stalled: false })).toBe(text),
  );

  it.each([
    [47, 48, 'rate-limited', '47 of 48 members · waiting for Braintrust (rate limited)'],
    [0, 0, 'not-answering', 'Listing members · waiting for Braintrust (not answering)'],
  ] as const)('says why the audit waits, at %d of %d: %s', (done, total, waitingFor, text) =>
    expect(paceText(done, total, { perSecond: 4, stalled: false }, waitingFor)).toBe(text),
  );

  it('claims no time left while the audit waits for Braintrust', () => {
    expect(paceText(47, 48, { perSecond: 4, stalled: true })).toBe(
      '47 of 48 members · waiting for Braintrust',
    );
  });
});

describe('a stall', () => {
  /** What the page has read each second, if so many members were done at each. */
  const read = (...done: number[]) =>
    done.reduce<PaceSample[]>(
      (samples, count, second) => addSample(samples, { atMs: second * 1000, done: count }),
      [],
    );
  const still = (seconds: number, done: number) => Array.from({ length: seconds }, () => done);

  it.each([
    ['the last member is retried', [10, 30, 47, ...still(3, 47)], true],
    ['the last member is retried for a minute', [10, 30, 47, ...still(60, 47)], true],
    ['no member is done at first', still(5, 0), true],
    ['the audit has just started', still(3, 0), false],
    ['members are done each second', [10, 20, 30, 40], false],
    ['members go on after a stall', [10, 30, 47, ...still(9, 47), 48, 49], false],
    ['the pace is one member in 5 s', [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3], false],
  ])('%s: %j', (_when, done, stalled) => expect(isStalled(read(...done))).toBe(stalled));
});
