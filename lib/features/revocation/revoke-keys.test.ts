import { afterEach, beforeEach, expect, test } from 'vitest';
import { latestAudit } from '@/lib/features/audits';
import { auditOnce, keysOf, rowsOf } from '@/lib/features/audits/testing';
import type { Context } from '@/lib/features/context';
import { keyId } from '@/lib/domain/core';
import {
  addKey,
  removeKey,
  startSimulator,
  tokenExchange,
  type Simulator,
} from '@/lib/tools/simulator';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { readRevoked, setRevoking } from '.';
import {
  DELETE,
  keyFor,
  LIST,
  lives,
  longAgo,
  memberNamed,
  ownerContext,
  ready,
  revoke,
  story,
  outcomesOf,
} from './testing';

const current = useMemoryStore();
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ members: 6 });
});
afterEach(() => simulator.close());

const ben = () => memberNamed(simulator, 'ben.okafor');
const deletions = () => simulator.calls()[DELETE] ?? 0;
const problem = (code: string) => expect.objectContaining({ code }) as unknown;

test('a colleague’s key: listed, deleted as its holder, listed again, told before and after', async () => {
  const key = keyFor(simulator, ben(), 'ci deploy');
  const ctx = await ready(current.store, simulator);
  const result = await revoke(ctx, simulator, key);
  expect(result).toMatchObject({
    objects: [{ key_id: key.id, name: 'ci deploy', outcome: 'revoked', reason: null }],
    stopped: false,
    follow_up: { member_ids: [ben().id] },
  });
  expect(lives(simulator, key)).toBe(false);
  const asBen = simulator.requests().filter(({ memberId }) => memberId === ben().id);
  // Merge repeated calls, because a list may need another page to confirm its end.
  const acts = asBen.map(({ template }) => template);
  expect(acts.filter((act, index) => act !== acts[index - 1])).toEqual([LIST, DELETE, LIST]);
  const about = { key_id: key.id, name: 'ci deploy', holder: ben().email };
  expect(await story(current.store)).toMatchObject([
    { action: 'key-revocation-begun', actor: ctx.actor.label, details: about },
    { action: 'key-revoked', actor: ctx.actor.label, details: { ...about, outcome: 'revoked' } },
  ]);
});

test('the stored audit stays as it was; the follow-up that the answer names sees the key gone', async () => {
  const { store } = current;
  const key = keyFor(simulator, ben(), 'ci deploy');
  const ctx = await ready(store, simulator);
  const { follow_up } = await revoke(ctx, simulator, key);
  if (follow_up === null) throw new Error('no follow-up is named');
  const before = await rowsOf(store, follow_up.parent_id);
  const audit = await auditOnce(store, simulator, {
    parentId: follow_up.parent_id,
    memberIds: follow_up.member_ids,
  });
  expect(await rowsOf(store, follow_up.parent_id)).toEqual(before);
  const gone = await keysOf(store, simulator, audit, ['gone']);
  expect(gone.map(({ id }) => id)).toEqual([key.id]);
});

test('a revoked key is known to be gone before an audit sees it, and after', async () => {
  const { store } = current;
  const key = keyFor(simulator, ben(), 'ci deploy');
  const kept = keyFor(simulator, ben(), 'laptop');
  const ctx = await ready(store, simulator);
  const before = await latestAudit(ctx);
  await revoke(ctx, simulator, key);
  const revokedAt = async () =>
    new Map(
      (await keysOf(store, simulator, before)).map((row) => [row.id, row.revoked_at] as const),
    );
  expect((await revokedAt()).get(key.id)).toEqual(expect.any(String));
  expect((await revokedAt()).get(kept.id)).toBeNull();
  const audit = await auditOnce(store, simulator, {
    parentId: before.id,
    memberIds: [ben().id],
  });
  expect((await keysOf(store, simulator, audit, ['gone'])).map(({ id }) => id)).toEqual([key.id]);
});

test('a key that wasn’t revoked isn’t known to be gone', async () => {
  const key = keyFor(simulator, ben(), 'ci deploy');
  const ctx = await ready(current.store, simulator);
  simulator.faults.deletedKeysLive = true;
  expect(outcomesOf(await revoke(ctx, simulator, key))).toEqual(['still-alive: still-listed']);
  expect((await readRevoked(current.store.db, ctx, [keyId(key.id)])).size).toBe(0);
});

test('one’s own other key goes without impersonation', async () => {
  const key = keyFor(simulator, memberNamed(simulator, 'ana.ferreira'), 'old laptop');
  const ctx = await ready(current.store, simulator);
  expect(outcomesOf(await revoke(ctx, simulator, key))).toEqual(['revoked']);
  expect(simulator.requests().every(({ memberId }) => memberId === null)).toBe(true);
});

test.each([
  ['the header', { selfMe: true }],
  ['the header without self/me', { selfMe: false }],
  ['the header with self/me that names the caller', { selfMe: 'caller' as const }],
  ['the token exchange', tokenExchange],
])('where only %s works', async (_name, strategies) => {
  Object.assign(simulator.strategies, strategies);
  const key = keyFor(simulator, ben(), 'one');
  const other = keyFor(simulator, ben(), 'two');
  const ctx = await ready(current.store, simulator);
  expect(outcomesOf(await revoke(ctx, simulator, key))).toEqual(['revoked']);
  expect(lives(simulator, other)).toBe(true);
});

test('the last key under a header that nothing proves any more is not called gone', async () => {
  Object.assign(simulator.strategies, { impersonate: 'off', header: 'honoured', selfMe: false });
  simulator.organization.keys = simulator.organization.keys.filter((k) => k.user_id !== ben().id);
  const key = keyFor(simulator, ben(), 'the only one');
  const ctx = await ready(current.store, simulator);
  expect(outcomesOf(await revoke(ctx, simulator, key))).toEqual([
    'not-confirmed: identity-not-proven',
  ]);
});

test('a key that is gone already says so, counts as gone, and nothing is sent', async () => {
  const key = keyFor(simulator, ben(), 'gone');
  const next = keyFor(simulator, ben(), 'next');
  const ctx = await ready(current.store, simulator);
  removeKey(simulator.organization, key.id);
  expect(outcomesOf(await revoke(ctx, simulator, key, next))).toEqual(['already-gone', 'revoked']);
  expect(deletions()).toBe(1);
  const [, after] = await story(current.store);
  expect(after).toMatchObject({ action: 'key-revoked', details: { outcome: 'already-gone' } });
});

test('two owners at once: the key goes once, the other is told that it was gone', async () => {
  const key = keyFor(simulator, ben(), 'contested');
  const ctx = await ready(current.store, simulator);
  const daniel = memberNamed(simulator, 'daniel.weiss');
  addKey(simulator.organization, { user_id: daniel.id });
  const other: Context = {
    ...ctx,
    actor: { ...ctx.actor, userId: null, email: daniel.email, label: daniel.email ?? '' },
    credential: () => Promise.resolve(simulator.keys.ownerWithoutKeys),
  };
  simulator.faults.latencyMs = 30;
  const both = await Promise.all([revoke(ctx, simulator, key), revoke(other, simulator, key)]);
  expect(both.flatMap(outcomesOf).sort()).toEqual(['already-gone', 'revoked']);
  expect(deletions()).toBe(2);
  expect(await story(current.store)).toHaveLength(4);
});

test('a name that only an earlier audit saw is a conflict: the key was renamed meanwhile', async () => {
  const key = keyFor(simulator, ben(), 'old name');
  const ctx = await ready(current.store, simulator);
  key.name = 'new name';
  await auditOnce(current.store, simulator);
  const before = deletions();
  await expect(revoke(ctx, simulator, { id: key.id, name: 'old name' })).rejects.toMatchObject({
    code: 'conflict',
    status: 409,
    publicMessage: expect.stringContaining('“new name”'),
  });
  expect(deletions()).toBe(before);
  expect(outcomesOf(await revoke(ctx, simulator, { id: key.id, name: 'new name' }))).toEqual([
    'revoked',
  ]);
});

test('a name that differs revokes nothing of the whole list, and asks Braintrust nothing', async () => {
  const one = keyFor(simulator, ben(), 'one');
  const two = keyFor(simulator, ben(), 'two');
  const ctx = await ready(current.store, simulator);
  for (const name of ['', 'Two', 'two ', 'tw', one.name].filter((each) => each !== 'two ')) {
    await expect(revoke(ctx, simulator, one, { ...two, name })).rejects.toEqual(
      problem('name-differs'),
    );
  }
  await expect(revoke(ctx, simulator, { id: 'nowhere', name: '' })).rejects.toEqual(
    problem('not-found'),
  );
  await expect(revoke(ctx, simulator, { id: 'a\0b', name: '' })).rejects.toEqual(
    problem('not-found'),
  );
  expect(simulator.calls().total).toBe(0);
  expect(await story(current.store)).toEqual([]);
});

test('a hostile name is confirmed by what one can see and type of it', async () => {
  const name = ' \u202egpj.exe\n=1+1 <b>\u200b🔑\t ';
  const key = keyFor(simulator, ben(), name);
  const nameless = addKey(simulator.organization, { user_id: ben().id, name: '\u200b ' });
  const ctx = await ready(current.store, simulator);
  expect(
    outcomesOf(
      await revoke(
        ctx,
        simulator,
        { id: key.id, name: 'gpj.exe =1+1 <b>🔑' },
        { id: nameless.id, name: nameless.preview_name },
      ),
    ),
  ).toEqual(['revoked', 'revoked']);
});

test('a key of another name or preview than was shown is left alone', async () => {
  const key = keyFor(simulator, ben(), 'one');
  const other = keyFor(simulator, ben(), 'two');
  const ctx = await ready(current.store, simulator);
  key.name = 'production';
  other.preview_name = 'sk-...zzzz';
  simulator.touch();
  const shown = { id: key.id, name: 'one' };
  expect(outcomesOf(await revoke(ctx, simulator, shown))).toEqual(['refused: key-changed']);
  expect(outcomesOf(await revoke(ctx, simulator, other))).toEqual(['refused: key-changed']);
  expect(deletions()).toBe(0);
});

test('who is no program, signed in, switched on and just proven may revoke; nobody else', async () => {
  const { store } = current;
  const key = keyFor(simulator, ben(), 'ci');
  const ctx = await ready(store, simulator);
  const { sessionProof: _proof, ...program } = ctx;
  const notSignedIn = new Error('your session has ended');
  const ended = { ...ctx, sessionProof: { ...ctx.sessionProof } } as Context;
  if (ended.sessionProof) ended.sessionProof.provenAt = () => Promise.reject(notSignedIn);
  const unproven = (provenAt: () => Date | null) => ownerContext(store, simulator, { provenAt });
  await expect(revoke(program, simulator, key)).rejects.toEqual(problem('session-only'));
  await expect(revoke(ended, simulator, key)).rejects.toBe(notSignedIn);
  for (const provenAt of [() => null, longAgo]) {
    await expect(revoke(unproven(provenAt), simulator, key)).rejects.toEqual(
      problem('proof-needed'),
    );
  }
  await setRevoking(ctx, { enabled: false });
  await expect(revoke(ctx, simulator, key)).rejects.toEqual(problem('revoking-off'));
  expect(simulator.calls().total).toBe(0);
  expect(lives(simulator, key)).toBe(true);
});

test('an audit only ever reads; revoking adds the one DELETE and nothing else', async () => {
  const key = keyFor(simulator, ben(), 'ci');
  const ctx = await ready(current.store, simulator);
  await auditOnce(current.store, simulator);
  const reads = /^(GET |POST \/(v1\/impersonate|api\/self\/me|api\/apikey\/login)$)/;
  const others = () =>
    simulator.requests().filter(({ method, path }) => !reads.test(`${method} ${path}`));
  expect(simulator.requests().length).toBeGreaterThan(10);
  expect(others()).toEqual([]);
  await revoke(ctx, simulator, key);
  expect(others()).toMatchObject([{ template: DELETE, path: `/v1/api_key/${key.id}` }]);
});
