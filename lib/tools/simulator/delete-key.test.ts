import { afterEach, expect, test } from 'vitest';
import { addKey, type Simulator } from '.';
import { ask, closeAll, impersonate, simulate } from './testing/client';

afterEach(closeAll);

const DELETE = 'DELETE /v1/api_key/{api_key_id}';

async function colleagueWithKey(simulator: Simulator) {
  const member = simulator.organization.members.find(
    ({ email }) => email?.startsWith('ben.okafor@') === true,
  );
  if (member === undefined) throw new Error('There is no Ben.');
  const key = addKey(simulator.organization, { user_id: member.id, name: 'to revoke' });
  return { member, key, token: await impersonate(simulator, member.id) };
}
const has = ({ organization }: Simulator, keyId: string) =>
  organization.keys.some(({ id }) => id === keyId);

test('the holder deletes a key, once; so does who acts as the holder, by token or by header', async () => {
  const simulator = await simulate({ strategies: { impersonate: 'token' } });
  const { keys } = simulator;
  const { key, member, token } = await colleagueWithKey(simulator);
  const path = `DELETE /v1/api_key/${key.id}`;
  expect((await ask(simulator, keys.owner, path)).status).toBe(404);
  expect((await ask(simulator, token, path)).field('id')).toBe(key.id);
  expect(has(simulator, key.id)).toBe(false);
  expect((await ask(simulator, token, path)).status).toBe(404);

  const other = addKey(simulator.organization, { user_id: member.id });
  const headers = { 'x-bt-impersonate-user': member.id };
  const answer = await ask(simulator, keys.owner, `DELETE /v1/api_key/${other.id}`, { headers });
  expect(answer.status).toBe(200);
  expect(has(simulator, other.id)).toBe(false);
  expect(simulator.requests().at(-1)).toMatchObject({ template: DELETE, memberId: member.id });
});

test('a deletion can be refused, lost on the way back, or be said and not done', async () => {
  const simulator = await simulate({ strategies: { impersonate: 'token' } });
  const { key, member, token } = await colleagueWithKey(simulator);
  const path = `DELETE /v1/api_key/${key.id}`;
  simulator.faults.status = { status: 403, paths: [DELETE], members: [member.id] };
  expect((await ask(simulator, token, path)).status).toBe(403);
  simulator.faults.status = null;
  simulator.faults.deletedKeysLive = { first: 1 };
  expect((await ask(simulator, token, path)).status).toBe(200);
  expect(has(simulator, key.id)).toBe(true);
  simulator.faults.reset = { paths: [DELETE] };
  await expect(ask(simulator, token, path)).rejects.toThrow();
  expect(has(simulator, key.id)).toBe(false);
});
