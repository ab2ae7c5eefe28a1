import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { auditId } from '@/lib/domain/core';
import { startSimulator, tokenExchange, type Simulator } from '@/lib/tools/simulator';
import { openStore } from '@/lib/platform/database';
import { deleteAudits } from '@/lib/features/organizations/delete-audits';
import { describeOwnStores, useMemoryStore } from '@/lib/platform/database/testing';
import { cancelAudit, listAudits, startAudit } from '../index';
import { auditOnce, keysOf, resultOf, rowsOf } from '../testing';
import { auditEnded, auditWhen, startServer } from '../testing/server';

const CONCURRENCY = 8;
const LAST_BATCH = 50;
/** Each start probes one pending member to see which way works. */
const PROBES = 1;

let running: Simulator | null = null;
const cleanup: (() => Promise<unknown>)[] = [];

async function simulate(members: number): Promise<Simulator> {
  running = await startSimulator({ members, strategies: tokenExchange });
  return running;
}

afterEach(async () => {
  for (const act of cleanup.splice(0).reverse()) await act();
  await running?.close();
  running = null;
});

const impersonations = (simulator: Simulator): number =>
  simulator.calls()['POST /v1/impersonate'] ?? 0;

/** Lets key lists hang after the first `lists`, so that a test finds the audit halfway. */
function hangAfter(simulator: Simulator, lists: number): void {
  simulator.faults.hang = { paths: ['GET /v1/api_key'], skip: lists };
}

describe('kill -9', () => {
  const current = useMemoryStore();

  it('at two moments: goes on by itself and ends as an undisturbed run does', async () => {
    const simulator = await simulate(200);
    const undisturbed = await auditOnce(current.store, simulator);
    simulator.resetCalls();
    simulator.faults.latencyMs = 10;
    const dataDir = await mkdtemp(path.join(tmpdir(), 'latchkey-restart-'));
    cleanup.push(() => rm(dataDir, { recursive: true, force: true }));

    const ids = new Set<string>();
    const kills = momentsOf(20_261_120, 2, 200);
    for (const moment of kills) {
      const child = startChild(dataDir, simulator);
      await vi.waitFor(() => expect(impersonations(simulator)).toBeGreaterThan(moment), {
        timeout: 120_000,
        interval: 1,
      });
      child.process.kill('SIGKILL');
      ids.add(await child.ended);
    }
    ids.add(await startChild(dataDir, simulator).ended);

    expect(ids.size).toBe(1);
    const again = kills.length * (CONCURRENCY + LAST_BATCH + PROBES) + PROBES;
    expect(impersonations(simulator)).toBeLessThanOrEqual(200 + again);
    const store = await openStore({ dataDir });
    cleanup.push(() => store.close());
    const [id = ''] = ids;
    expect(await resultOf(store, id)).toEqual(await resultOf(current.store, undisturbed.id));
    const { audit } = await rowsOf(store, id);
    expect(audit).toMatchObject([{ status: 'complete', sealedCredential: null }]);
  });
});

/** Ascending counts of impersonations at which the process is killed: random, but the same in every run. */
function momentsOf(seed: number, count: number, members: number): number[] {
  let state = seed;
  return Array.from({ length: count }, (_, index) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const part = members / (count + 1);
    return Math.floor(part * index + (state / 2 ** 32) * part) + 1;
  });
}

const AUDIT_CHILD = 'lib/features/audits/testing/audit-child.ts';

function startChild(dataDir: string, simulator: Simulator) {
  const { url, orgId, orgName, keys } = simulator;
  const root = fileURLToPath(new URL('../../../..', import.meta.url));
  const child: ChildProcess = spawn(
    process.execPath,
    ['lib/tools/cli/bundled.mjs', AUDIT_CHILD, dataDir, url, orgId, orgName, keys.owner],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  cleanup.push(() => Promise.resolve(child.kill('SIGKILL')));
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  return { process: child, ended: once(child, 'close').then(() => output.trim()) };
}

describeOwnStores('in the middle of an audit', (current) => {
  const serve = async (simulator: Simulator) => {
    const server = await startServer(current.store, simulator);
    cleanup.push(() => server.stop());
    return server;
  };
  afterEach(async () => {
    for (const act of cleanup.splice(0).reverse()) await act();
    await current.store.db.execute('DROP SCHEMA IF EXISTS latchkey_jobs CASCADE');
  });

  it('a stop and a start lose nothing and ask nobody again whose result was stored', async () => {
    const simulator = await simulate(60);
    hangAfter(simulator, 70);
    const first = await serve(simulator);
    const { id } = await startAudit(first.ctx, {});
    const middle = await auditWhen(first.ctx, id, ({ members }) => members.audited >= 25);
    await first.stop();
    cleanup.splice(0);
    const stopped = await auditWhen(first.ctx, id, () => true);
    expect(stopped).toMatchObject({ status: 'running', finished_at: null });
    expect(stopped.members.audited).toBeGreaterThanOrEqual(middle.members.audited);

    simulator.faults.hang = null;
    simulator.resetCalls();
    const second = await serve(simulator);
    const ended = await auditEnded(second.ctx, id);
    expect(ended).toMatchObject({ status: 'complete', members: { total: 60, audited: 60 } });
    expect(impersonations(simulator)).toBeLessThanOrEqual(stopped.members.pending + PROBES);
    expect(ended.keys).toBe(simulator.organization.keys.length);
  });

  it('a cancel ends it without the answers that never come, keeps what was read, forgets the key, and the next can start', async () => {
    const simulator = await simulate(60);
    hangAfter(simulator, 70);
    const { ctx } = await serve(simulator);
    const { id } = await startAudit(ctx, {});
    const middle = await auditWhen(ctx, id, ({ members }) => members.audited >= 25);
    await cancelAudit(ctx, { auditId: id });
    const ended = await auditEnded(ctx, id);
    expect(ended).toMatchObject({ status: 'cancelled', reason: 'cancelled', resumable: false });
    expect(ended.members.audited).toBeGreaterThanOrEqual(middle.members.audited);
    const { audit, keys } = await rowsOf(current.store, id);
    expect(audit).toMatchObject([{ sealedCredential: null, credentialExpiresAt: null }]);
    expect(keys).toHaveLength(ended.keys);
    expect(await keysOf(current.store, simulator, ended)).toHaveLength(ended.keys);

    simulator.faults.hang = null;
    const next = await startAudit(ctx, {});
    expect(await auditEnded(ctx, next.id)).toMatchObject({ status: 'complete', changes: null });
    expect(await cancelAudit(ctx, { auditId: id })).toEqual(ended);
  });

  it('a cancel is noticed before the first member too', async () => {
    const simulator = await simulate(12);
    simulator.faults.hang = { paths: ['GET /v1/user'] };
    const { ctx } = await serve(simulator);
    const { id } = await startAudit(ctx, {});
    await auditWhen(ctx, id, ({ status }) => status === 'running');
    await cancelAudit(ctx, { auditId: id });
    expect(await auditEnded(ctx, id)).toMatchObject({ status: 'cancelled', keys: 0 });
  });

  it('data of the organization deleted: the run ends without a trace', async () => {
    const simulator = await simulate(60);
    hangAfter(simulator, 70);
    const { ctx, queue } = await serve(simulator);
    const audit = await startAudit(ctx, {});
    await auditWhen(ctx, audit.id, ({ members }) => members.audited >= 25);
    await current.store.transaction((tx) => deleteAudits(tx, [auditId(audit.id)]));
    simulator.faults.hang = null;
    const { audit: none, keys, members } = await rowsOf(current.store, audit.id);
    expect([none, keys, members]).toEqual([[], [], []]);
    await vi.waitFor(async () => expect(await queue.hasAudit(auditId(audit.id))).toBe(false), {
      timeout: 120_000,
    });
    expect(await listAudits(ctx, { limit: 10, startingAfter: null })).toEqual([]);
    const next = await startAudit(ctx, {});
    expect(await auditEnded(ctx, next.id)).toMatchObject({ status: 'complete' });
  });
});
