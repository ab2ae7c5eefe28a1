import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startAudit } from '@/lib/features/audits';
import { contextOf } from '@/lib/features/audits/testing';
import type { Context } from '@/lib/features/context';
import { AppError, keyId, memberId } from '@/lib/domain/core';
import {
  removeMember,
  startSimulator,
  type ApiKeyRecord,
  type Simulator,
} from '@/lib/tools/simulator';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { setRevoking } from '.';
import { revokeOne, type Dependencies } from './revoke-one';
import {
  DELETE,
  keyFor,
  LIST,
  lives,
  logged,
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
const ana = () => memberNamed(simulator, 'ana.ferreira');
const deletions = () => simulator.calls()[DELETE] ?? 0;

describe('what the deletion answers is no proof', () => {
  test.each<[string, object, string, boolean]>([
    ['refused', { status: { status: 403, paths: [DELETE] } }, 'still-alive: revoke-refused', true],
    ['500', { status: { status: 500, paths: [DELETE] } }, 'still-alive: revoke-failed', true],
    ['no answer', { hang: { paths: [DELETE] } }, 'still-alive: revoke-failed', true],
    ['said, not done', { deletedKeysLive: true }, 'still-alive: still-listed', true],
    ['done, not said', { reset: { paths: [DELETE] } }, 'revoked: revoke-failed', false],
    [
      'done, then no sense',
      { wrongShape: { kind: 'html', paths: [DELETE] } },
      'revoked: revoke-failed',
      false,
    ],
  ])('%s', async (_what, faults, outcome, alive) => {
    const key = keyFor(simulator, ben(), 'ci');
    const next = keyFor(simulator, ben(), 'next');
    const ctx = await ready(current.store, simulator);
    Object.assign(simulator.faults, faults);
    const result = await revoke(ctx, simulator, key, next);
    expect(outcomesOf(result)).toEqual([outcome, 'not-tried: stopped-before']);
    expect(result.stopped).toBe(true);
    expect(lives(simulator, key)).toBe(alive);
    expect(lives(simulator, next)).toBe(true);
    expect(deletions()).toBe(1);
    expect(result.objects[0]?.message).toMatch(
      alive ? /^Not revoked: .* still lists/ : /^Revoked: .* don’t need to try again\.$/,
    );
    expect((await story(current.store)).map(({ action }) => action)).toEqual([
      'key-revocation-begun',
      alive ? 'key-not-revoked' : 'key-revoked',
    ]);
  });

  test('asked to slow down, it looks again before it tries again', async () => {
    const key = keyFor(simulator, ben(), 'ci');
    const ctx = await ready(current.store, simulator);
    simulator.faults.status = { status: 429, retryAfter: 0, paths: [DELETE], first: 1 };
    expect(outcomesOf(await revoke(ctx, simulator, key))).toEqual(['revoked']);
    const acts = simulator.requests().map(({ template }) => template);
    const sent = acts.flatMap((act, index) => (act === DELETE ? [index] : []));
    expect(sent).toHaveLength(2);
    expect(acts.slice(sent[0], sent[1])).toContain(LIST);
  });

  test('what cannot be listed afterwards is not called gone', async () => {
    const key = keyFor(simulator, ben(), 'ci');
    const ctx = await ready(current.store, simulator);
    simulator.faults.status = { status: 403, paths: [LIST], members: [ben().id], skip: 2 };
    expect(outcomesOf(await revoke(ctx, simulator, key))).toEqual([
      'not-confirmed: impersonation-refused',
    ]);
    const [, after] = await story(current.store);
    expect(after).toMatchObject({
      action: 'key-not-revoked',
      details: { outcome: 'not-confirmed' },
    });
  });
});

describe('while every list is empty, no key is called gone', () => {
  test('before the deletion: nothing is sent', async () => {
    const key = keyFor(simulator, ben(), 'ci');
    const ctx = await ready(current.store, simulator);
    simulator.faults.emptyForEverybody = { skip: 2 };
    const result = await revoke(ctx, simulator, key);
    expect(outcomesOf(result)).toEqual(['refused: list-failed']);
    expect(result.follow_up).toBeNull();
    expect(deletions()).toBe(0);
  });

  test('after it: what came of it is not known', async () => {
    const key = keyFor(simulator, ben(), 'ci');
    const ctx = await ready(current.store, simulator);
    simulator.faults.deletedKeysLive = true;
    simulator.faults.emptyForEverybody = { skip: 4 };
    expect(outcomesOf(await revoke(ctx, simulator, key))).toEqual(['not-confirmed: list-failed']);
    expect(lives(simulator, key)).toBe(true);
  });
});

describe('nothing is sent', () => {
  const expectRefused = async (ctx: Context, key: ApiKeyRecord, reason: string) => {
    expect(outcomesOf(await revoke(ctx, simulator, key))).toEqual([`refused: ${reason}`]);
    expect(deletions()).toBe(0);
    expect(lives(simulator, key)).toBe(true);
  };

  test('for somebody who left: nobody can act for them, and it says where to go instead', async () => {
    const key = keyFor(simulator, ben(), 'ci');
    const ctx = await ready(current.store, simulator);
    removeMember(simulator.organization, ben().id);
    const result = await revoke(ctx, simulator, key);
    expect(outcomesOf(result)).toEqual(['refused: holder-left']);
    expect(result.objects[0]?.message).toContain('Settings → API keys');
    expect(result.follow_up).toBeNull();
  });

  test('for a member of somebody else’s organization too', async () => {
    const key = keyFor(simulator, ben(), 'ci');
    const ctx = await ready(current.store, simulator);
    simulator.faults.foreignMembers = [ben().id];
    await expectRefused(ctx, key, 'impersonation-refused');
  });

  test('where the answer is about somebody else', async () => {
    const key = keyFor(simulator, ben(), 'ci');
    const ctx = await ready(current.store, simulator);
    simulator.faults.wrongIdentity = true;
    await expectRefused(ctx, key, 'identity-mismatch');
  });

  test.each(['owner', 'ownerWithoutKeys'] as const)(
    'where the header is ignored and %s’s own list comes',
    async (who) => {
      const key = keyFor(simulator, ben(), 'ci');
      const ctx = await ready(current.store, simulator);
      Object.assign(simulator.strategies, { impersonate: 'off', header: 'ignored' });
      const caller = { ...ctx, credential: () => Promise.resolve(simulator.keys[who]) };
      await expectRefused(
        caller,
        key,
        who === 'owner' ? 'identity-mismatch' : 'identity-not-proven',
      );
    },
  );

  test('while Braintrust does not list', async () => {
    const key = keyFor(simulator, ben(), 'ci');
    const ctx = await ready(current.store, simulator);
    simulator.faults.status = { status: 500, paths: [LIST], members: [ben().id] };
    await expectRefused(ctx, key, 'list-failed');
  });

  test('when the holder leaves in the middle, the empty list after it proves nothing', async () => {
    const key = keyFor(simulator, ben(), 'ci');
    const ctx = await ready(current.store, simulator);
    // They leave after the member list and one impersonated key list of two pages were read.
    simulator.faults.rosterChange = { leave: [ben().id], afterKeyLists: 2 };
    await fetch(`${simulator.url}/v1/user`, {
      headers: { authorization: `Bearer ${simulator.keys.owner}` },
    });
    const result = await revoke(ctx, simulator, key);
    expect(outcomesOf(result)).toEqual(['not-confirmed: holder-left']);
    expect(deletions()).toBe(1);
    expect(lives(simulator, key)).toBe(true);
  });
});

test('an empty list under a token of somebody who is no longer on the roster is not “gone”', async () => {
  const dependencies: Dependencies = {
    client: {
      impersonate: () => Promise.resolve({ token: 'tok' }),
      listKeys: () => Promise.resolve([]),
      selfMe: () => Promise.resolve(null),
      listMembers: () => Promise.resolve([]),
    },
    revoker: { revokeKey: () => Promise.reject(new Error('never')) },
    used: { session: { secret: 'sk-fake-owner-1', ofHolder: [] }, audits: [] },
    callerId: memberId('u-owner'),
    orgName: 'acme',
    organizationId: 'o1',
  };
  const shown = { keyId: keyId('k1'), name: 'ci', preview: 'sk-...1' };
  const left = { ...shown, holderId: memberId('u-left'), holderEmail: null };
  expect(await revokeOne(dependencies, left)).toEqual({
    outcome: 'refused',
    reason: 'holder-left',
  });
});

describe('the key that Latchkey works with', () => {
  const sessionKey = () => {
    const key = simulator.organization.keys.find(({ name }) => name === 'latchkey-audit');
    if (key === undefined) throw new Error('Ana has no such key.');
    return key;
  };

  test('is refused before anything of the list is done', async () => {
    const key = keyFor(simulator, ben(), 'ci');
    const ctx = await ready(current.store, simulator);
    await expect(revoke(ctx, simulator, key, sessionKey())).rejects.toMatchObject({
      code: 'key-in-use',
    });
    expect(await story(current.store)).toEqual([]);
    expect(lives(simulator, key)).toBe(true);
  });

  test('where previews tell nothing, none of one’s own keys goes, others’ do', async () => {
    const own = keyFor(simulator, ana(), 'old laptop');
    const theirs = keyFor(simulator, ben(), 'ci');
    for (const key of simulator.organization.keys) key.preview_name = `hidden`;
    simulator.touch();
    const ctx = await ready(current.store, simulator);
    await expect(revoke(ctx, simulator, own)).rejects.toMatchObject({ code: 'key-in-use' });
    expect(outcomesOf(await revoke(ctx, simulator, theirs))).toEqual(['revoked']);
  });

  test('a service token is nobody’s key', async () => {
    const ctx = await ready(current.store, simulator);
    const asToken: Context = {
      ...ctx,
      actor: { ...ctx.actor, userId: null },
      credential: () => Promise.resolve(simulator.keys.serviceToken),
    };
    expect(outcomesOf(await revoke(asToken, simulator, sessionKey()))).toEqual(['revoked']);
  });

  test('another owner’s, while an audit runs with it', async () => {
    const { store } = current;
    const key = keyFor(simulator, ben(), 'audits');
    key.preview_name = 'sk-...1234';
    const other = keyFor(simulator, ben(), 'other');
    const third = keyFor(simulator, memberNamed(simulator, 'chiara.lombardi'), 'ci');
    const ctx = await ready(store, simulator);
    const email = ben().email ?? '';
    const auditor = contextOf(store, simulator, {
      actor: { kind: 'session', userId: null, email, label: email },
      credential: () => Promise.resolve('sk-fake-auditor-1234'),
    });
    await startAudit(auditor, {});
    expect(outcomesOf(await revoke(ctx, simulator, key))).toEqual(['refused: key-in-use']);
    expect(outcomesOf(await revoke(ctx, simulator, other, third))).toEqual(['revoked', 'revoked']);
  });
});

describe('a list', () => {
  test('goes in order and ends at the first surprise, saying what was done and what not', async () => {
    const keys = ['a', 'b', 'c'].map((name) => keyFor(simulator, ben(), name));
    const ctx = await ready(current.store, simulator);
    simulator.faults.status = { status: 403, paths: [DELETE], skip: 1 };
    const result = await revoke(ctx, simulator, ...keys);
    expect(outcomesOf(result)).toEqual([
      'revoked',
      'still-alive: revoke-refused',
      'not-tried: stopped-before',
    ]);
    expect(result).toMatchObject({ stopped: true, follow_up: { member_ids: [ben().id] } });
    expect(keys.map((key) => lives(simulator, key))).toEqual([false, true, true]);
  });

  test('ends when the proof is over, when it is switched off, when the session ends', async () => {
    const { store } = current;
    const keys = ['a', 'b', 'c', 'd'].map((name) => keyFor(simulator, ben(), name));
    const ctx = await ready(store, simulator);
    const [a, b, c, d] = keys as [ApiKeyRecord, ApiKeyRecord, ApiKeyRecord, ApiKeyRecord];
    const twice = (then: () => Date | null) => {
      let asked = 0;
      return ownerContext(store, simulator, {
        provenAt: () => ((asked += 1) > 2 ? then() : new Date()),
      });
    };
    const old = twice(longAgo);
    expect(outcomesOf(await revoke(old, simulator, a, b))).toEqual([
      'revoked',
      'not-tried: proof-needed',
    ]);
    simulator.faults.latencyMs = 20;
    const running = revoke(ctx, simulator, b, c);
    await expect.poll(deletions, { interval: 5 }).toBe(2);
    await setRevoking(ctx, { enabled: false });
    expect(outcomesOf(await running)).toEqual(['revoked', 'not-tried: revoking-off']);
    await setRevoking(ctx, { enabled: true });
    const over = twice(() => {
      throw new AppError('not-signed-in', 'Your session has ended.');
    });
    expect(outcomesOf(await revoke(over, simulator, c, d))).toEqual([
      'revoked',
      'not-tried: session-over',
    ]);
    expect(lives(simulator, d)).toBe(true);
  });

  test('what could not be written down is not begun, and nothing follows what could not be', async () => {
    const { store } = current;
    const keys = ['a', 'b', 'c'].map((name) => keyFor(simulator, ben(), name));
    const ctx = await ready(store, simulator);
    const failingAt = (nth: number): Context => {
      let told = 0;
      const now = () => {
        told += new Error().stack?.includes('recordRevocation') === true ? 1 : 0;
        if (told === nth) throw new Error('the disk is full');
        return new Date();
      };
      return { ...ctx, now };
    };
    const [a, b, c] = keys as [ApiKeyRecord, ApiKeyRecord, ApiKeyRecord];
    expect(outcomesOf(await revoke(failingAt(1), simulator, a))).toEqual([
      'not-tried: storage-failed',
    ]);
    expect(deletions()).toBe(0);
    expect(outcomesOf(await revoke(failingAt(2), simulator, a, b))).toEqual([
      'revoked: storage-failed',
      'not-tried: stopped-before',
    ]);
    expect(logged).toEqual([
      'revocation not started: couldn’t write its activity entry',
      'couldn’t write the outcome of a revocation',
    ]);
    expect((await story(store)).map(({ action }) => action)).toEqual(['key-revocation-begun']);
    expect([a, b, c].map((key) => lives(simulator, key))).toEqual([false, true, true]);
  });
});
