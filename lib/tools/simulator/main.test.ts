import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { simulate, closeAll } from './testing/client';

const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await closeAll();
});

async function start(...args: string[]) {
  const command = ['lib/tools/cli/bundled.mjs', 'lib/tools/simulator/main.ts', ...args];
  const child = spawn(process.execPath, command, {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line]: string[] = await once(createInterface(child.stdout), 'line');
  return {
    child,
    at: JSON.parse(line ?? '') as { url: string; ownerKey: string; orgName: string },
  };
}

const control = async (url: string, path: string, body?: unknown) => {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${url}/__simulator/${path}`, init);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of many shapes
  const json: any = await response.json();
  return { status: response.status, json };
};

test('as a process: says where it is, is controlled over HTTP, stops on SIGTERM', async () => {
  const { child, at } = await start('--members', '3', '--faults', '{"pageCap":2}');
  const ask = (path: string) =>
    fetch(`${at.url}${path}`, { headers: { authorization: `Bearer ${at.ownerKey}` } });
  const roster = async () =>
    ((await (await ask('/v1/user')).json()) as { objects: unknown[] }).objects;
  expect(await roster()).toHaveLength(2);
  expect((await control(at.url, 'faults', { pageCaps: 1 })).status).toBe(400);
  await control(at.url, 'faults', {});
  expect(await roster()).toHaveLength(3);
  const truth = (await control(at.url, 'organization')).json;
  const added = await control(at.url, 'organization', {
    removeMember: truth.members[0].id,
    addKey: { name: 'from outside' },
    addKeys: { name: 'many', count: 30 },
  });
  expect(added.json).toMatchObject({
    removeMember: truth.members[0],
    addKey: { name: 'from outside' },
    addKeys: 30,
  });
  expect(await roster()).toHaveLength(2);
  expect((await control(at.url, 'calls')).json).toMatchObject({ 'GET /v1/user': 3, total: 3 });
  expect((await control(at.url, 'reset-calls', {})).json.total).toBe(0);
  await control(at.url, 'strategies', { header: 'off' });
  expect((await control(at.url, 'strategies')).json.header).toBe('off');
  expect((await control(at.url, 'organization', { revoke: 'owner' })).json.revoked).toBe(true);
  expect((await ask('/v1/user')).status).toBe(401);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('as a process: stops when the pipe on its stdin closes', async () => {
  const { child } = await start('--members', '1');
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('without control there is no way in from outside', async () => {
  const simulator = await simulate({ members: 1 });
  const response = await fetch(`${simulator.url}/__simulator/organization`);
  expect(response.status).toBe(401);
});
