import { afterEach, expect, it } from 'vitest';
import { createBraintrustClient } from '@/lib/platform/braintrust';
import { memberId, organizationId } from '@/lib/domain/core';
import { startSimulator, type Simulator } from '@/lib/tools/simulator';
import { OwnKeyCheck } from './own-key';

let simulator: Simulator;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open() {
  simulator = await startSimulator({ members: 12 });
  const client = createBraintrustClient({
    apiUrl: simulator.url,
    appUrl: null,
    apiKey: simulator.keys.owner,
    limits: { maxAttempts: 1 },
  });
  closing.push(
    () => client.close(),
    () => simulator.close(),
  );
  let missing = 0;
  const check = new OwnKeyCheck({
    client,
    callerId: (await client.selfMe())?.id ?? memberId('nobody'),
    organizationId: organizationId(simulator.orgId),
    hasOwnKey: true,
    onMissing: () => {
      missing += 1;
      return Promise.resolve();
    },
  });
  return { check, missing: () => missing };
}

it('many empty lists at once cost a look or two', async () => {
  const { check } = await open();
  await check.start();
  simulator.resetCalls();
  for (let n = 0; n < 500; n += 1) check.noteEmptyList();
  await check.finish();
  expect(simulator.calls()['GET /v1/api_key']).toBeLessThanOrEqual(2 * 3);
});

it('an own list that is refused is unread, one without the own key is missing for good', async () => {
  const { check, missing } = await open();
  await check.start();
  simulator.faults.status = { status: 403, paths: ['GET /v1/api_key'] };
  expect(await check.finish()).toMatchObject({ state: 'unread' });
  simulator.faults.status = null;
  expect(await check.finish()).toMatchObject({ state: 'listed' });
  simulator.faults.emptyForEverybody = { first: 1 };
  expect(await check.finish()).toMatchObject({ state: 'missing' });
  expect(await check.finish()).toMatchObject({ state: 'missing' });
  expect(missing()).toBe(1);
});

it('another person’s keys in it are no own key', async () => {
  const { check } = await open();
  const other = simulator.organization.members.at(-1)?.id ?? null;
  for (const key of simulator.organization.keys) key.user_id = other;
  simulator.touch();
  await check.start();
  expect(await check.finish()).toMatchObject({ state: 'missing' });
});

it('a refused credential ends the run instead', async () => {
  const { check } = await open();
  simulator.revoke(simulator.keys.owner);
  await expect(check.start()).rejects.toMatchObject({ code: 'wrong-key' });
  await expect(check.finish()).rejects.toMatchObject({ code: 'wrong-key' });
});
