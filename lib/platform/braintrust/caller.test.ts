import { expect, test } from 'vitest';
import { AppError } from '@/lib/domain/core';
import { answered, fakeCaller } from './testing/fake-caller';
import type { HttpResult } from './transport';

const START = Date.UTC(2026, 0, 1);
const down: HttpResult = { kind: 'unreachable', cause: undefined };

function inParallel(count: number, call: () => Promise<unknown>) {
  const outcome = { done: 0, errors: [] as unknown[] };
  for (let i = 0; i < count; i++) {
    call().then(
      () => (outcome.done += 1),
      (error: unknown) => {
        outcome.done += 1;
        outcome.errors.push(error);
      },
    );
  }
  return outcome;
}

test.each([
  { form: 'seconds', header: '7', leastMs: 7000, mostMs: 7100 },
  {
    form: 'an HTTP date',
    header: new Date(START + 9000).toUTCString(),
    leastMs: 8900,
    mostMs: 9100,
  },
  { form: 'nothing', header: null, leastMs: 200, mostMs: 1100 },
  {
    form: 'a date that has passed',
    header: new Date(START - 9000).toUTCString(),
    leastMs: 200,
    mostMs: 1100,
  },
  { form: 'zero', header: '0', leastMs: 200, mostMs: 1100 },
  { form: 'an hour, cut to two minutes', header: '3600', leastMs: 120_000, mostMs: 120_100 },
  {
    form: 'a date of a clock that is 9 hours ahead',
    header: new Date(START + 9 * 3_600_000 + 9000).toUTCString(),
    date: new Date(START + 9 * 3_600_000).toUTCString(),
    leastMs: 8900,
    mostMs: 9100,
  },
])('Retry-After as $form pauses all requests', async ({ header, date, leastMs, mostMs }) => {
  const { caller, clock, sent } = fakeCaller((_sent, index) =>
    index === 10 ? answered(429, '', header, date) : answered(200),
  );
  const outcome = inParallel(60, () => caller.call('listKeys', {}));
  await clock.runAsync(() => outcome.done === 60);
  expect(outcome.errors).toEqual([]);
  const gaps = sent.slice(1).map(({ atMs }, index) => atMs - (sent[index]?.atMs ?? 0));
  const longest = Math.max(...gaps);
  expect(longest).toBeGreaterThanOrEqual(leastMs - 10);
  expect(longest).toBeLessThan(mostMs);
  expect(caller.counts.listKeys).toEqual({ calls: 61, refused429: 1, retried: 1, failed: 0 });
});

test('a call refused for five minutes is given up as rate limited', async () => {
  const { caller, clock } = fakeCaller(() => answered(429, '', '30'));
  const outcome = inParallel(2, () => caller.call('listKeys', {}));
  await clock.runAsync(() => outcome.done === 2);
  expect(outcome.errors.map((e) => (e as AppError).code)).toEqual([
    'upstream-rate-limited',
    'upstream-rate-limited',
  ]);
  expect(clock.nowMs()).toBeGreaterThanOrEqual(300_000);
  expect(clock.nowMs()).toBeLessThan(400_000);
});

test.each<{ what: string; fault: HttpResult }>([
  { what: 'cannot be reached', fault: down },
  { what: 'resets', fault: { kind: 'reset', cause: undefined } },
  { what: 'answers 500', fault: answered(500, 'oops') },
  { what: 'answers 503', fault: answered(503, 'down') },
  { what: 'answers 503 with Retry-After', fault: answered(503, 'down', '2') },
])('an upstream that $what for a minute costs no call, and is not hammered', async ({ fault }) => {
  const isDown = (atMs: number) => atMs > 1000 && atMs < 61_000;
  const { caller, clock, sent } = fakeCaller(({ atMs }) => (isDown(atMs) ? fault : answered(200)), {
    latencyMs: 20,
  });
  const outcome = inParallel(1500, () => caller.call('listKeys', {}));
  await clock.runAsync(() => outcome.done === 1500);
  expect(outcome.errors).toEqual([]);
  expect(sent.filter(({ atMs }) => isDown(atMs)).length).toBeLessThan(70);
  expect(clock.nowMs()).toBeLessThan(85_000);
});

test('an upstream that stays down is given up after two minutes', async () => {
  const { caller, clock, sent } = fakeCaller(() => down);
  const outcome = inParallel(20, () => caller.call('listKeys', {}));
  await clock.runAsync(() => outcome.done === 20);
  expect(outcome.errors.map((error) => (error as AppError).code)).toEqual(
    Array.from({ length: 20 }, () => 'upstream-unreachable'),
  );
  expect(clock.nowMs()).toBeGreaterThan(90_000);
  expect(sent.length).toBeLessThan(150);
});

test('patience can be short, for somebody who waits at the screen', async () => {
  const { caller, clock } = fakeCaller(() => down, { limits: { outagePatienceMs: 5000 } });
  const outcome = inParallel(1, () => caller.call('selfMe', {}));
  await clock.runAsync(() => outcome.done === 1);
  expect(clock.nowMs()).toBeLessThan(16_000);
});

test('one call that always fails is given up soon and does not stop the others', async () => {
  const { caller, clock } = fakeCaller(
    ({ request }) => (request.path.includes('bad') ? answered(500) : answered(200)),
    { latencyMs: 20 },
  );
  const good = inParallel(2000, () => caller.call('listKeys', {}));
  const bad = inParallel(1, () => caller.call('listKeys', { query: { org_name: 'bad' } }));
  await clock.runAsync(() => good.done === 2000);
  expect(clock.nowMs()).toBeLessThan(4000);
  await clock.runAsync(() => bad.done === 1);
  expect(bad.errors.map((error) => (error as AppError).code)).toEqual(['upstream-error']);
  expect(clock.nowMs()).toBeLessThan(20_000);
});

test.each([408, 409, 425, 429, 500, 502, 503, 504])('%i is tried again', async (status) => {
  const { caller, clock } = fakeCaller((_sent, index) =>
    index < 2 ? answered(status) : answered(200),
  );
  const outcome = inParallel(1, () => caller.call('listKeys', {}));
  await clock.runAsync(() => outcome.done === 1);
  expect(outcome.errors).toEqual([]);
  expect(caller.counts.listKeys).toMatchObject({ calls: 3, retried: 2, failed: 0 });
});

test.each([
  [400, 'upstream-refused'],
  [401, 'wrong-key'],
  [403, 'upstream-refused'],
  [404, 'upstream-refused'],
  [422, 'upstream-refused'],
])('%i is final: %s', async (status, code) => {
  const { caller, clock } = fakeCaller(() => answered(status, 'sk-fake-in-a-body'));
  const outcome = inParallel(1, () => caller.call('listKeys', {}));
  await clock.runAsync(() => outcome.done === 1);
  const [error] = outcome.errors;
  expect(error).toMatchObject({ code, details: { operation: 'listKeys', status } });
  expect(JSON.stringify(error) + (error as Error).message).not.toContain('sk-fake');
  expect(caller.counts.listKeys).toEqual({ calls: 1, refused429: 0, retried: 0, failed: 1 });
});

test.each([404, 405])('%i for a call that may be absent is no failure', async (status) => {
  const { caller, clock } = fakeCaller(() => answered(status));
  const outcome = inParallel(1, () => caller.call('listOrganizationKeys', { mayBeAbsent: true }));
  await clock.runAsync(() => outcome.done === 1);
  expect(outcome.errors).toHaveLength(1);
  expect(caller.counts.listOrganizationKeys).toMatchObject({ calls: 1, failed: 0 });
});

test('a refusal of a call that may be absent is a failure', async () => {
  const { caller, clock } = fakeCaller(() => answered(403));
  const outcome = inParallel(1, () => caller.call('listOrganizationKeys', { mayBeAbsent: true }));
  await clock.runAsync(() => outcome.done === 1);
  expect(caller.counts.listOrganizationKeys).toMatchObject({ calls: 1, failed: 1 });
});

test('a name that is not on the list gets no address', async () => {
  const { caller, sent } = fakeCaller(() => answered(200));
  await expect(caller.call('deleteKey' as 'listKeys', {})).rejects.toBeInstanceOf(Error);
  await expect(caller.call('toString' as 'listKeys', {})).rejects.toBeInstanceOf(Error);
  expect(sent).toEqual([]);
});
