import { beforeEach, describe, expect, it } from 'vitest';
import { AppError, HOUR_MS, memberId, MINUTE_MS, organizationId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { silentLog } from '@/lib/platform/log';
import type { OwnerCheck } from './check-owner';
import { createSealer } from '@/lib/platform/sealing/sealing';
import type { Check } from './session-types';
import { createSessions, type Sessions } from './sessions';

const KEY = 'sk-fake-owner-session';
const START = new Date('2026-11-20T09:00:00Z');
const owner: OwnerCheck = {
  user: { id: memberId('user-1'), email: 'ana@acme.example' },
  organization: { id: organizationId('org-1'), name: 'acme' },
  organizations: [{ id: organizationId('org-1'), name: 'acme' }],
  kind: 'user-key',
  via: 'grants',
};

const current = useMemoryStore();
let nowMs = 0;
let checks: string[] = [];
let check: () => Promise<OwnerCheck>;
let sessions: Sessions;

beforeEach(() => {
  nowMs = START.getTime();
  checks = [];
  check = () => Promise.resolve(owner);
  sessions = open();
});

function open(): Sessions {
  const counted: Check = (apiKey) => {
    checks.push(apiKey);
    return check();
  };
  return createSessions({
    store: current.store,
    sealer: createSealer('secret-of-the-test'),
    log: silentLog,
    check: counted,
    now: () => new Date(nowMs),
  });
}

async function actions(): Promise<string[]> {
  const rows = await current.store.db.select().from(schema.activity);
  return rows.map(({ action }) => action);
}
const rows = () => current.store.db.select().from(schema.sessions);

describe('createSessions', () => {
  it('keeps neither the token nor the key where a copied table would show them', async () => {
    const { token, session } = await sessions.start(owner, KEY);
    const text = JSON.stringify(await rows());
    expect(text).not.toContain(token);
    expect(text).not.toContain(KEY);
    expect(await sessions.credential(session)).toBe(KEY);
    expect((await sessions.find(token))?.organization.name).toBe('acme');
    expect(await actions()).toEqual(['signed-in']);
  });

  it('is found on a full disk too, where its last use cannot be noted', async () => {
    const { token } = await sessions.start(owner, KEY);
    await current.store.queue.executeSql(`
      CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER no_space BEFORE UPDATE ON sessions EXECUTE FUNCTION no_space()`);
    try {
      nowMs += 2 * MINUTE_MS;
      expect((await sessions.find(token))?.organization.name).toBe('acme');
    } finally {
      await current.store.queue.executeSql('DROP FUNCTION no_space CASCADE');
    }
  });

  it('ends after 8 hours, however often it was used', async () => {
    const { token } = await sessions.start(owner, KEY);
    for (let used = 0; used < 95; used += 1) {
      nowMs += 5 * MINUTE_MS;
      expect(await sessions.find(token)).not.toBeNull();
    }
    nowMs = START.getTime() + 8 * HOUR_MS;
    expect(await sessions.find(token)).toBeNull();
    expect(await sessions.peek(token)).toBeNull();
  });

  it('ends after an hour without use; what a page asks by itself is no use', async () => {
    const { token } = await sessions.start(owner, KEY, '10.0.0.1');
    nowMs += 59 * MINUTE_MS;
    expect(await sessions.find(token, { address: '10.0.0.2' })).not.toBeNull();
    expect((await rows())[0]).toMatchObject({ address: '10.0.0.2', lastUsedAt: new Date(nowMs) });
    for (let polled = 0; polled < 59; polled += 1) {
      nowMs += MINUTE_MS;
      expect(await sessions.find(token, { background: true })).not.toBeNull();
    }
    nowMs += MINUTE_MS;
    expect(await sessions.find(token)).toBeNull();
    expect(await sessions.peek(token)).toBeNull();
    expect(await sessions.dropExpired(new Date(nowMs))).toBe(1);
    expect(await rows()).toEqual([]);
  });

  it('notes its use at most once a minute', async () => {
    const { token } = await sessions.start(owner, KEY);
    nowMs += 59_000;
    await sessions.find(token);
    expect((await rows())[0]?.lastUsedAt).toEqual(START);
    nowMs += 1000;
    await sessions.find(token);
    expect((await rows())[0]?.lastUsedAt).toEqual(new Date(nowMs));
  });

  it('is worth nothing after sign-out, copies of its cookie included', async () => {
    const { token } = await sessions.start(owner, KEY);
    await sessions.end(token);
    expect(await sessions.find(token)).toBeNull();
    await sessions.end(token);
    expect(await actions()).toEqual(['signed-in', 'signed-out']);
  });

  it('knows no token that it did not give', async () => {
    await sessions.start(owner, KEY);
    const [row] = await rows();
    for (const token of ['', 'x', row?.id ?? '']) expect(await sessions.find(token)).toBeNull();
  });

  it('asks Braintrust again after 5 minutes of use, once for requests that come together', async () => {
    const { token } = await sessions.start(owner, KEY);
    nowMs += 4 * MINUTE_MS;
    await sessions.find(token);
    expect(checks).toEqual([]);
    nowMs += 2 * MINUTE_MS;
    await Promise.all([sessions.find(token), sessions.find(token), sessions.find(token)]);
    expect(checks).toEqual([KEY]);
    await sessions.find(token);
    expect(checks).toEqual([KEY]);
  });

  it.each(['wrong-key', 'not-an-owner', 'cannot-impersonate', 'unknown-organization'] as const)(
    'ends at once when Braintrust says %s',
    async (code) => {
      const { token } = await sessions.start(owner, KEY);
      check = () => Promise.reject(new AppError(code, 'no'));
      nowMs += 6 * MINUTE_MS;
      expect(await sessions.find(token)).toBeNull();
      expect(await rows()).toEqual([]);
      expect(await actions()).toContain('session-ended');
    },
  );

  it.each(['upstream-unreachable', 'upstream-error', 'upstream-timeout'] as const)(
    'outlives half an hour of %s, not more',
    async (code) => {
      const { token } = await sessions.start(owner, KEY);
      check = () => Promise.reject(new AppError(code, 'down'));
      nowMs += 6 * MINUTE_MS;
      expect(await sessions.find(token)).not.toBeNull();
      await sessions.find(token);
      expect(checks).toHaveLength(1);
      nowMs += 25 * MINUTE_MS;
      await expect(sessions.find(token)).rejects.toMatchObject({ code });
      check = () => Promise.resolve(owner);
      expect(await sessions.find(token)).not.toBeNull();
    },
  );

  it('proves its owner on demand; a no ends it and says why, an outage does not', async () => {
    const { token, session } = await sessions.start(owner, KEY);
    await sessions.prove(session);
    expect(checks).toEqual([KEY]);
    check = () => Promise.reject(new AppError('upstream-error', 'down'));
    await expect(sessions.prove(session)).rejects.toMatchObject({ code: 'upstream-error' });
    expect(await sessions.find(token)).not.toBeNull();
    check = () => Promise.reject(new AppError('not-an-owner', 'no'));
    await expect(sessions.prove(session)).rejects.toMatchObject({ code: 'not-an-owner' });
    expect(await sessions.find(token)).toBeNull();
    expect(await actions()).toContain('session-ended');
  });

  it('does not let a row open that was moved to another organization', async () => {
    const { token, session } = await sessions.start(owner, KEY);
    const other = { id: organizationId('org-2'), name: 'Other', createdAt: new Date(nowMs) };
    await current.store.db.insert(schema.organizations).values(other);
    await current.store.db.update(schema.sessions).set({ organizationId: other.id });
    const moved = await sessions.peek(token);
    expect(moved?.organization.id).toBe('org-2');
    await expect(sessions.credential(moved ?? session)).rejects.toMatchObject({
      code: 'not-signed-in',
    });
    nowMs += 6 * MINUTE_MS;
    expect(await sessions.find(token)).toBeNull();
    expect(checks).toEqual([]);
  });
});
