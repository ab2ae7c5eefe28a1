import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTicks, markPosition, settingsMarks, timePositions } from './trend-scale';

describe('ticks of counts', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [31, [0, 10, 20, 30, 40]],
    [94, [0, 50, 100]],
  ])('up to %i are %j', (max, ticks) => {
    expect(countTicks(max)).toEqual(ticks);
  });

  it('reach from 0 to the greatest count in at most five', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e7 }), (max) => {
        const ticks = countTicks(max);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });
});

describe('positions in time', () => {
  it('are to scale where points can be told apart', () => {
    expect(timePositions([0, 250, 1000])).toEqual([0, 0.25, 1]);
  });
  it('are even where they could not', () => {
    expect(timePositions([0, 1, 1000])).toEqual([0, 0.5, 1]);
    expect(timePositions([5, 5])).toEqual([0, 1]);
    expect(timePositions([5])).toEqual([0.5]);
  });
});

it('settings changes get one mark between two points, in proportion to time', () => {
  const times = [0, 10, 30];
  const marks = settingsMarks(times, [4, 5, 20, 99]);
  expect(marks).toEqual([
    { after: 0, atMs: 5, allMs: [4, 5] },
    { after: 1, atMs: 20, allMs: [20] },
    { after: 2, atMs: 99, allMs: [99] },
  ]);
  // As if the points were spread evenly.
  expect(marks.map((mark) => markPosition(mark, times, [0, 0.5, 1]))).toEqual([0.25, 0.75, 1]);
});
