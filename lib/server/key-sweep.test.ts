import { randomUUID } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { createLog } from '@/lib/platform/log';
import { startKeySweep } from './key-sweep';
import { startTestServer } from './testing/server';

afterEach(() => {
  vi.useRealTimers();
});

it('no sealed key is left 5 minutes after its session’s 8 hours, nor after a start', async () => {
  const { runtime, simulator, close } = await startTestServer();
  const { store, sessions } = runtime;
  const left = () => store.db.select().from(schema.sessions);
  let now = new Date();
  const sweeping = { store, sessions, log: createLog({ level: 'silent' }), now: () => now };
  try {
    await runtime.signIn({ apiKey: simulator.keys.owner }, randomUUID());
    const [row] = await left();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const stop = await startKeySweep(sweeping);
    now = new Date((row?.expiresAt.getTime() ?? 0) - MINUTE_MS);
    // Keep the session in use; otherwise it would end an hour after its last use.
    await store.db.update(schema.sessions).set({ lastUsedAt: now });
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
    expect(await left()).toHaveLength(1);
    now = new Date(now.getTime() + 2 * MINUTE_MS);
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
    vi.useRealTimers();
    await expect.poll(left).toEqual([]);
    stop();

    await runtime.signIn({ apiKey: simulator.keys.owner }, randomUUID());
    now = new Date(Date.now() + 9 * HOUR_MS);
    (await startKeySweep(sweeping))();
    expect(await left()).toEqual([]);
  } finally {
    await close();
  }
});
