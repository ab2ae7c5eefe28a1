import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditId, MINUTE_MS } from '@/lib/domain/core';
import { startSimulator, type Simulator } from '@/lib/tools/simulator';
import { openStore, schema, type Store } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { describeStores } from '@/lib/platform/database/testing';
import { dropOldCredentials, openCredential } from './credential';
import { cancelAudit, runAudit, startAudit } from '../index';
import { contextOf, dependenciesOf, SEALER } from '../testing';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ members: 4 });
});
afterEach(() => simulator.close());

const rowOf = async (store: Store, id: string) => {
  const { audits } = schema;
  const [row] = await store.db
    .select()
    .from(audits)
    .where(eq(audits.id, auditId(id)));
  if (row === undefined) throw new Error('there is no such audit');
  return row;
};

describeStores('the copy of the key of an audit that has ended', (current) => {
  it.each(['complete', 'cancelled'])('does not open, wherever it is found: %s', async (how) => {
    const { store } = current;
    const ctx = contextOf(store, simulator);
    const { id } = await startAudit(ctx, {});
    const row = await rowOf(store, id);
    const open = () => openCredential({ sealer: SEALER, store }, row, new Date());
    expect(await open()).toBe(simulator.keys.owner);
    if (how === 'cancelled') await cancelAudit(ctx, { auditId: id });
    else {
      const { signal } = new AbortController();
      await runAudit(dependenciesOf(store, simulator), auditId(id), signal);
    }
    // `row` stands for a copy that a dead row, the log or a backup still has.
    await expect(open()).rejects.toMatchObject({ code: 'credential-gone' });
    expect(await store.dataKeys.list()).toEqual([]);
  });

  it('loses its data key to the sweep where a crash left it; a running audit keeps its own', async () => {
    const { store } = current;
    await store.dataKeys.create();
    const { id } = await startAudit(contextOf(store, simulator), {});
    await dropOldCredentials(store, new Date());
    expect(await store.dataKeys.list()).toHaveLength(2);
    const later = new Date(Date.now() + 6 * MINUTE_MS);
    await dropOldCredentials(store, later);
    expect(await store.dataKeys.list()).toHaveLength(1);
    const row = await rowOf(store, id);
    expect(await openCredential({ sealer: SEALER, store }, row, later)).toBe(simulator.keys.owner);
  });
});

it('opens after a restart while the audit runs; its file is gone with its end', async () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'latchkey-data-keys-'));
  const files = () => readdirSync(path.join(dataDir, 'audit-keys'));
  let store = await openStore({ dataDir });
  try {
    const { id } = await startAudit(contextOf(store, simulator), {});
    expect(files()).toHaveLength(1);
    await store.close();
    store = await openStore({ dataDir });
    const row = await rowOf(store, id);
    const opened = openCredential({ sealer: SEALER, store }, row, new Date());
    expect(await opened).toBe(simulator.keys.owner);
    await cancelAudit(contextOf(store, simulator), { auditId: id });
    expect(files()).toEqual([]);
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
