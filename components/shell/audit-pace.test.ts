import { describe, expect, it } from 'vitest';
import { addSample, membersPerSecond, paceText, type PaceSample } from './audit-pace';

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
    expect(paceText(done, total, pace)).toBe(text),
  );
});
