import { expect, test } from 'vitest';
import { RateLimiter } from './rate-limiter';

test('over time exactly burst + rate × seconds pass, however often it is asked', () => {
  const limiter = new RateLimiter(100, 20, 0);
  let passed = 0;
  for (let nowMs = 0; nowMs <= 10_000; nowMs += 1) {
    for (let each = 0; each < 3; each += 1) if (limiter.take(nowMs)) passed += 1;
  }
  expect(passed).toBeGreaterThanOrEqual(1019);
  expect(passed).toBeLessThanOrEqual(1020);
});

test('the bucket never holds more than the burst, and a refusal takes nothing', () => {
  const limiter = new RateLimiter(10, 3, 0);
  const at = (nowMs: number) => [1, 2, 3, 4].map(() => limiter.take(nowMs));
  expect(at(0)).toEqual([true, true, true, false]);
  expect(at(60_000)).toEqual([true, true, true, false]);
  expect(limiter.take(60_100)).toBe(true);
});
