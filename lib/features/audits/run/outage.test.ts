import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError, auditId } from '@/lib/domain/core';
import {
  startSimulator,
  tokenExchange,
  type Simulator,
  type SimulatorOptions,
} from '@/lib/tools/simulator';
import { schema, type Store } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { getAudit, resumeAudit, runAudit, startAudit } from '../index';
import { auditOnce, contextOf, dependenciesOf, membersOf, resultOf, rowsOf } from '../testing';

const current = useMemoryStore();
let running: Simulator | null = null;

async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  running = await startSimulator({ members: 40, strategies: tokenExchange, ...options });
  return running;
}

afterEach(async () => {
  await running?.close();
  running = null;
});

const never = new AbortController().signal;

/** Limits like the real ones, scaled from minutes down to tenths of seconds. */
const HASTY = { backoffBaseMs: 20, backoffMaxMs: 100, headersTimeoutMs: 2000, maxAttempts: 3 };
const PATIENT = { ...HASTY, outagePatienceMs: 20_000 };
const IMPATIENT = { ...HASTY, outagePatienceMs: 300 };

/** Starts an audit and returns once it has asked for more than `lists` key lists. */
async function startRun(simulator: Simulator, lists: number, limits: typeof PATIENT) {
  const ctx = contextOf(current.store, simulator);
  const { id } = await startAudit(ctx, {});
  const ended = runAudit(dependenciesOf(current.store, simulator, { limits }), auditId(id), never);
  await vi.waitFor(() => expect(simulator.calls()['GET /v1/api_key'] ?? 0).toBeGreaterThan(lists), {
    interval: 1,
    timeout: 120_000,
  });
  return { ctx, id, ended };
}

describe('Braintrust is away in the middle', () => {
  it.each(['cut off', '503'] as const)('for a while, %s: the audit completes', async (how) => {
    const simulator = await simulate({ faults: { latencyMs: 5 } });
    const { ctx, id, ended } = await startRun(simulator, 20, PATIENT);
    if (how === '503') simulator.faults.down = true;
    else await simulator.goDown();
    await vi.waitFor(
      async () => {
        const { calls } = await getAudit(ctx, { auditId: id });
        expect(calls.some((call) => call.retried > 0)).toBe(true);
      },
      { timeout: 120_000 },
    );
    if (how === '503') simulator.faults.down = false;
    else await simulator.listenAgain();
    await ended;
    const audit = await getAudit(ctx, { auditId: id });
    expect(audit).toMatchObject({ status: 'complete', members: { audited: 40, failed: 0 } });
    expect(audit.keys).toBe(simulator.organization.keys.length);
  });

  it.each([
    ['rate-limited', { status: { status: 429, retryAfter: 3 } }],
    ['not-answering', { down: true }],
  ] as const)('says while it waits that Braintrust is %s', async (waitingFor, faults) => {
    const simulator = await simulate({ faults: { latencyMs: 5 } });
    const { ctx, id, ended } = await startRun(simulator, 20, PATIENT);
    const waits = async () => (await getAudit(ctx, { auditId: id })).waiting_for;
    expect(await waits()).toBeNull();
    Object.assign(simulator.faults, faults);
    await vi.waitFor(async () => expect(await waits()).toBe(waitingFor), { timeout: 120_000 });
    Object.assign(simulator.faults, { status: null, down: false });
    await ended;
    expect(await getAudit(ctx, { auditId: id })).toMatchObject({
      status: 'complete',
      waiting_for: null,
    });
  });

  it.each([40, 8])(
    'for good, with %i members: failed, and whoever was not read stays pending',
    async (members) => {
      const simulator = await simulate({ members, faults: { latencyMs: 5 } });
      const undisturbed = await auditOnce(current.store, simulator);
      simulator.resetCalls();
      const { ctx, id, ended } = await startRun(simulator, 5, IMPATIENT);
      await simulator.goDown();
      await ended;
      const failed = await getAudit(ctx, { auditId: id });
      expect(failed).toMatchObject({
        status: 'failed',
        reason: 'upstream-unreachable',
        resumable: true,
        members: { total: members, failed: 0, blocked: 0 },
      });
      expect(failed.members.pending).toBeGreaterThan(0);
      const [row] = (await rowsOf(current.store, id)).audit;
      expect(row?.sealedCredential).toBeNull();

      await simulator.listenAgain();
      simulator.resetCalls();
      await resumeAudit(ctx, { auditId: id });
      await runAudit(dependenciesOf(current.store, simulator), auditId(id), never);
      expect(await resultOf(current.store, id)).toEqual(
        await resultOf(current.store, undisturbed.id),
      );
      const asked = simulator.calls()['POST /v1/impersonate'] ?? 0;
      expect(asked).toBeLessThanOrEqual(failed.members.pending + 1);
    },
  );

  it('5xx for every member: failed, and going on tries them again', async () => {
    const simulator = await simulate({ members: 6 });
    const list = ['GET /v1/api_key'];
    simulator.faults.status = { status: 500, paths: list };
    const dependencies = { limits: IMPATIENT };
    const failed = await auditOnce(current.store, simulator, { dependencies });
    expect(failed).toMatchObject({ status: 'failed', reason: 'upstream-error', resumable: true });
    simulator.faults.status = null;
    const ctx = contextOf(current.store, simulator);
    const resumed = await resumeAudit(ctx, { auditId: failed.id });
    expect(resumed.members).toMatchObject({ total: 6, failed: 0, pending: 6 });
    await runAudit(dependenciesOf(current.store, simulator), auditId(failed.id), never);
    const ended = await getAudit(ctx, { auditId: failed.id });
    expect(ended).toMatchObject({ status: 'complete', members: { audited: 6 } });
  });
});

describe('one call that fails is not the end', () => {
  it('a member whose impersonation always fails is failed alone, though tried out first', async () => {
    const simulator = await simulate({ members: 12 });
    const victim = simulator.organization.members[0]?.id ?? '';
    simulator.faults.status = { status: 500, paths: ['POST /v1/impersonate'], members: [victim] };
    const audit = await auditOnce(current.store, simulator, { dependencies: { limits: HASTY } });
    expect(audit).toMatchObject({ status: 'partial', members: { audited: 11, failed: 1 } });
    const members = await membersOf(current.store, simulator, audit);
    expect(members.find((member) => member.id === victim)).toMatchObject({
      state: 'failed',
      reason: 'upstream-error',
      keys: null,
    });
  });

  it.each([403, 400, 500])('an org-wide list that answers %i gives way', async (status) => {
    const simulator = await simulate({ members: 6, strategies: { organizationList: 'on' } });
    simulator.faults.status = { status, paths: ['GET /v1/organization/api_keys'] };
    const dependencies = { limits: HASTY };
    const audit = await auditOnce(current.store, simulator, { dependencies });
    expect(audit).toMatchObject({ status: 'complete', strategy: 'header' });
    expect(audit.strategy_why).toContain("Couldn't read the organization-wide list");
    const asked = await auditOnce(current.store, simulator, {
      strategy: 'organization',
      dependencies,
    });
    expect(asked).toMatchObject({ status: 'failed', members: { blocked: 6 } });
  });

  it('self/me that answers nonsense: the own keys tell who calls', async () => {
    const simulator = await simulate({ members: 6 });
    simulator.faults.wrongShape = { kind: 'html', paths: ['POST /api/self/me'] };
    expect(await auditOnce(current.store, simulator)).toMatchObject({ status: 'complete' });
  });

  it('a roster that cannot be listed again leaves the audit partial', async () => {
    const simulator = await simulate({ members: 6 });
    // Reading the complete member list takes two pages here, so only the second reading fails.
    simulator.faults.status = { status: 403, paths: ['GET /v1/user'], skip: 2 };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'partial', reason: 'roster-unreadable' });
    expect(audit.members.audited).toBe(6);
  });

  it.each(['GET /v1/group', 'GET /v1/role', 'GET /v1/acl/list_org'])(
    '%s refused: who may be an owner is unknown, nothing is critical for that',
    async (path) => {
      const simulator = await simulate({ members: 48 });
      const undisturbed = await membersOf(
        current.store,
        simulator,
        await auditOnce(current.store, simulator),
      );
      simulator.faults.status = { status: 403, paths: [path] };
      const audit = await auditOnce(current.store, simulator);
      expect(audit.status).toBe('complete');
      const { members, keys, findings } = await rowsOf(current.store, audit.id);
      const known = members.filter((member) => member.owner !== null);
      for (const member of known) {
        expect(undisturbed.find((one) => one.id === member.memberId)?.owner).toBe(member.owner);
      }
      expect(known.length).toBeLessThan(members.length);
      const unsure = new Set(
        members.filter((one) => one.owner === null).map((one) => one.memberId),
      );
      const theirs = keys.filter((key) => unsure.has(key.holderId)).map((key) => String(key.keyId));
      const workload = findings.filter(
        ({ rule, subjectId }) => rule === 'workload-on-personal-key' && theirs.includes(subjectId),
      );
      expect(workload.length).toBeGreaterThan(0);
      const severities = workload.map(({ severity, evidence }) => {
        const access = evidence.find(({ label }) => label === 'Effective access')?.value;
        return `${access}: ${severity}`;
      });
      expect(severities).toContain('unknown: high');
      // Whoever can give themselves any access is known from what could be read.
      expect(['unknown: high', 'access admin: critical']).toEqual(
        expect.arrayContaining([...new Set(severities)]),
      );
    },
  );
});

describe('the database', () => {
  const away = () => new AppError('storage-unavailable', 'The database is away.');
  const full = () => new AppError('storage-full', 'The disk is full.');

  /** A store whose transactions fail with the error that `error()` returns, if any. */
  function failing(store: Store, error: () => AppError | null): Store {
    return {
      ...store,
      db: store.db,
      transaction: async (work) => {
        const trouble = error();
        if (trouble !== null) throw trouble;
        return store.transaction(work);
      },
    };
  }

  it.each([
    ['gone', away],
    ['full', full],
  ])('%s and back in the middle: nothing is lost or doubled', async (_name, trouble) => {
    const simulator = await simulate({ members: 120 });
    const undisturbed = await auditOnce(current.store, simulator);
    let transactions = 0;
    // The first transaction creates the work list; then four in a row fail.
    const store = failing(current.store, () => {
      transactions += 1;
      return transactions >= 3 && transactions <= 6 ? trouble() : null;
    });
    const ctx = contextOf(current.store, simulator);
    const { id } = await startAudit(ctx, {});
    simulator.resetCalls();
    const dependencies = { ...dependenciesOf(current.store, simulator), store, storageRetryMs: 20 };
    await runAudit(dependencies, auditId(id), never);
    expect(transactions).toBeGreaterThan(6);
    expect(await resultOf(current.store, id)).toEqual(
      await resultOf(current.store, undisturbed.id),
    );
    expect(simulator.calls()['POST /v1/impersonate']).toBe(120 + 1);
  });

  it('a commit whose answer is lost counts nothing twice', async () => {
    const simulator = await simulate({ members: 60, faults: { foreignKeys: 1 } });
    const undisturbed = await auditOnce(current.store, simulator);
    const lost = new Set([2, 3]);
    let transactions = 0;
    const store: Store = {
      ...current.store,
      transaction: async (work) => {
        transactions += 1;
        const nth = transactions;
        const answer = await current.store.transaction(work);
        if (lost.has(nth)) throw away();
        return answer;
      },
    };
    const { id } = await startAudit(contextOf(current.store, simulator), {});
    const dependencies = { ...dependenciesOf(current.store, simulator), store, storageRetryMs: 20 };
    await runAudit(dependencies, auditId(id), never);
    expect(await resultOf(current.store, id)).toEqual(
      await resultOf(current.store, undisturbed.id),
    );
  });

  it('away for longer than its patience: it stays running, and the next start goes on', async () => {
    const simulator = await simulate({ members: 120 });
    const undisturbed = await auditOnce(current.store, simulator);
    let transactions = 0;
    const store = failing(current.store, () => (++transactions > 2 ? away() : null));
    const ctx = contextOf(current.store, simulator);
    const { id } = await startAudit(ctx, {});
    const run = (on: Store) =>
      runAudit(
        {
          ...dependenciesOf(current.store, simulator),
          store: on,
          storageRetryMs: 20,
          storagePatienceMs: 100,
        },
        auditId(id),
        never,
      );
    await expect(run(store)).rejects.toMatchObject({ code: 'storage-unavailable' });
    const left = await getAudit(ctx, { auditId: id });
    expect(left).toMatchObject({ status: 'running', finished_at: null });
    simulator.resetCalls();
    await run(current.store);
    expect(await resultOf(current.store, id)).toEqual(
      await resultOf(current.store, undisturbed.id),
    );
    const asked = simulator.calls()['POST /v1/impersonate'] ?? 0;
    expect(asked).toBeLessThanOrEqual(left.members.pending + 1);
  });

  it('a stop does not wait for a database that is away', async () => {
    const simulator = await simulate({ members: 60 });
    let transactions = 0;
    let struck: () => void = () => undefined;
    const inTrouble = new Promise<void>((resolve) => (struck = resolve));
    const store = failing(current.store, () => {
      if (++transactions <= 1) return null;
      struck();
      return away();
    });
    const stop = new AbortController();
    const { id } = await startAudit(contextOf(current.store, simulator), {});
    const ended = runAudit(
      { ...dependenciesOf(current.store, simulator), store, storageRetryMs: 60_000 },
      auditId(id),
      stop.signal,
    );
    await inTrouble;
    stop.abort();
    const timeout = sleep(30_000, 'still waiting', { ref: false });
    await expect(Promise.race([ended, timeout])).rejects.toMatchObject({
      code: 'storage-unavailable',
    });
    const [row] = (await rowsOf(current.store, id)).audit;
    expect(row).toMatchObject({ status: 'running', finishedAt: null });
  });

  it('an audit that ended elsewhere is not written to any more', async () => {
    const simulator = await simulate({ members: 40, faults: { latencyMs: 5 } });
    const { id, ended } = await startRun(simulator, 10, PATIENT);
    const { audits } = schema;
    await current.store.db
      .update(audits)
      .set({ status: 'failed', reason: 'credential-gone', finishedAt: new Date() })
      .where(eq(audits.id, auditId(id)));
    const before = await rowsOf(current.store, id);
    await ended;
    expect(await rowsOf(current.store, id)).toEqual(before);
  });
});
