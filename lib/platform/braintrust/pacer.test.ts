import { expect, test } from 'vitest';
import { simulatePacer, type Shape } from './testing/simulate-pacer';

const LOAD = { workers: 16, concurrency: 16 };
const SEEDS = [1, 2, 3];

test.each<{ name: string; calls: number; shape: Shape; slower: number; refused: number }>([
  {
    name: 'the promised one: 100/s, burst 20, 5 ms, Retry-After 1',
    calls: 2000,
    shape: { perSecond: 100, burst: 20, latencyMs: 5, retryAfterMs: 1000 },
    slower: 1.2,
    refused: 0.03,
  },
  {
    name: 'the same at 50 ms, arriving unevenly',
    calls: 2000,
    shape: { perSecond: 100, burst: 20, latencyMs: 50, jitterMs: 20, retryAfterMs: 1000 },
    slower: 1.2,
    refused: 0.03,
  },
  {
    name: 'the same for 10,000 calls: probing upwards stays cheap',
    calls: 10_000,
    shape: { perSecond: 100, burst: 20, latencyMs: 5, retryAfterMs: 1000 },
    slower: 1.1,
    refused: 0.01,
  },
  {
    name: 'the same after some quiet seconds, as when the roster was read first',
    calls: 2000,
    shape: { perSecond: 100, burst: 20, latencyMs: 5, retryAfterMs: 1000, idleMs: 4000 },
    slower: 1.2,
    refused: 0.03,
  },
  {
    name: 'a load that grows: the first refusal cannot tell a rate from a burst',
    calls: 2000,
    shape: {
      perSecond: 100,
      burst: 20,
      latencyMs: 5,
      jitterMs: 10,
      retryAfterMs: 1000,
      idleMs: 1500,
    },
    slower: 1.5,
    refused: 0.03,
  },
  {
    name: 'without Retry-After',
    calls: 2000,
    shape: { perSecond: 100, burst: 20, latencyMs: 5, retryAfterMs: null },
    slower: 1.2,
    refused: 0.03,
  },
  {
    name: 'a burst as large as a second',
    calls: 2000,
    shape: { perSecond: 100, burst: 100, latencyMs: 5, retryAfterMs: 1000 },
    slower: 1.2,
    refused: 0.03,
  },
  {
    name: '50/s, burst 10',
    calls: 2000,
    shape: { perSecond: 50, burst: 10, latencyMs: 5, retryAfterMs: 1000 },
    slower: 1.2,
    refused: 0.03,
  },
  {
    name: '20/s, burst 5',
    calls: 1000,
    shape: { perSecond: 20, burst: 5, latencyMs: 5, retryAfterMs: 1000 },
    slower: 1.2,
    refused: 0.03,
  },
  {
    name: '200/s, burst 50',
    calls: 4000,
    shape: { perSecond: 200, burst: 50, latencyMs: 5, retryAfterMs: 1000 },
    slower: 1.2,
    refused: 0.03,
  },
  {
    name: '500/s, burst 20',
    calls: 10_000,
    shape: { perSecond: 500, burst: 20, latencyMs: 5, retryAfterMs: 1000 },
    slower: 1.3,
    refused: 0.03,
  },
  {
    name: '10/s, no burst at all',
    calls: 500,
    shape: { perSecond: 10, burst: 1, latencyMs: 5, retryAfterMs: 1000 },
    slower: 1.5,
    refused: 0.03,
  },
  {
    name: '100 in each second of the clock',
    calls: 2000,
    shape: { perSecond: 100, burst: 0, windowMs: 1000, latencyMs: 5, retryAfterMs: 1000 },
    slower: 1.6,
    refused: 0.03,
  },
])('finds the rate of a limiter: $name', ({ calls, shape, slower, refused }) => {
  for (const seed of SEEDS) {
    const run = simulatePacer(shape, { calls, ...LOAD }, seed);
    expect(run.seconds / run.ideal).toBeLessThan(slower);
    expect(run.refused).toBeLessThan(refused);
  }
});

test('an upstream that never refuses is used in full from the start', () => {
  const shape = { perSecond: 1e9, burst: 1e9, latencyMs: 20, jitterMs: 0, retryAfterMs: 1000 };
  const run = simulatePacer(shape, { calls: 2000, ...LOAD });
  expect(run.seconds).toBeLessThan(((2000 / 16) * 20 * 1.05) / 1000);
});

test('a limit that is lifted is noticed: the rate goes back up', () => {
  const shape: Shape = {
    perSecond: 20,
    burst: 20,
    latencyMs: 20,
    retryAfterMs: 1000,
    liftedMs: 20_000,
  };
  const run = simulatePacer(shape, { calls: 20_000, ...LOAD });
  // 20,000 calls would take 1,000 s at 20/s, and 25 s with 16 in flight and no rate limit.
  expect(run.seconds).toBeLessThan(200);
});
