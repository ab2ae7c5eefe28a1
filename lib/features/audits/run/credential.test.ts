import { afterEach, describe, expect, it } from 'vitest';
import { auditId, HOUR_MS } from '@/lib/domain/core';
import { startSimulator, tokenExchange, type Simulator } from '@/lib/tools/simulator';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { dropOldCredentials, openCredential } from './credential';
import { getAudit, resumeAudit, runAudit, startAudit } from '../index';
import {
  auditOnce,
  contextOf,
  dependenciesOf,
  keysOf,
  membersOf,
  resultOf,
  rowsOf,
  SEALER,
  trueKeyIds,
} from '../testing';

const current = useMemoryStore();
let running: Simulator | null = null;

async function simulate(members = 40): Promise<Simulator> {
  running = await startSimulator({ members, strategies: tokenExchange });
  return running;
}

afterEach(async () => {
  await running?.close();
  running = null;
});

const never = new AbortController().signal;
const rowOf = async (id: string) => {
  const [row] = (await rowsOf(current.store, id)).audit;
  if (row === undefined) throw new Error('there is no such audit');
  return row;
};

/** An audit that failed because its key was refused partway through. */
async function refusedInTheMiddle(simulator: Simulator) {
  const scope = { paths: ['POST /v1/impersonate', 'GET /v1/api_key'] };
  simulator.faults.status = { ...scope, status: 401, skip: 60 };
  const audit = await auditOnce(current.store, simulator);
  simulator.faults.status = null;
  return audit;
}

describe('a key that is refused in the middle', () => {
  it('stops the audit as credential-gone and keeps what was read', async () => {
    const simulator = await simulate();
    const audit = await refusedInTheMiddle(simulator);
    expect(audit).toMatchObject({ status: 'failed', reason: 'credential-gone', resumable: true });
    expect(audit.members.audited).toBeGreaterThan(5);
    expect(audit.members.pending).toBeGreaterThan(5);
    expect(audit.members).toMatchObject({ blocked: 0, failed: 0 });
    expect(await keysOf(current.store, simulator, audit)).toHaveLength(audit.keys);
    expect(await rowOf(audit.id)).toMatchObject({ sealedCredential: null });
  });

  it('a key revoked for good ends the audit and nobody is called keyless', async () => {
    const simulator = await simulate();
    simulator.revoke(simulator.keys.owner);
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'failed', reason: 'credential-gone', keys: 0 });
    expect(audit.members.audited).toBe(0);
  });

  it('an owner with another key goes on, and nobody who was read is asked again', async () => {
    const simulator = await simulate();
    const credential = () => Promise.resolve(simulator.keys.serviceToken);
    const undisturbed = await auditOnce(current.store, simulator, { context: { credential } });
    const failed = await refusedInTheMiddle(simulator);
    const before = await membersOf(current.store, simulator, failed);
    const audited = before.filter((member) => member.state === 'audited');
    simulator.revoke(simulator.keys.owner);
    simulator.resetCalls();
    const ctx = contextOf(current.store, simulator, { credential });
    expect(await resumeAudit(ctx, { auditId: failed.id })).toMatchObject({ status: 'queued' });
    await runAudit(dependenciesOf(current.store, simulator), auditId(failed.id), never);
    const ended = await getAudit(ctx, { auditId: failed.id });
    expect(ended).toMatchObject({ status: 'complete', reason: null, resumable: false });
    const asked = new Set(simulator.requests().map((request) => request.memberId));
    expect(audited.filter((member) => asked.has(member.id))).toEqual([]);
    const calls = Object.keys(simulator.calls());
    expect(calls.filter((call) => /group|role|acl|project|service_token/.test(call))).toEqual([]);
    const after = new Map((await membersOf(current.store, simulator, ended)).map((m) => [m.id, m]));
    for (const member of audited) {
      expect(after.get(member.id)?.audited_at).toBe(member.audited_at);
    }
    expect(await resultOf(current.store, ended.id)).toEqual(
      await resultOf(current.store, undisturbed.id),
    );
  });

  it('an audit that a newer one has overtaken is not gone on with', async () => {
    const simulator = await simulate();
    const failed = await refusedInTheMiddle(simulator);
    const newer = await auditOnce(current.store, simulator);
    const resumed = resumeAudit(contextOf(current.store, simulator), { auditId: failed.id });
    await expect(resumed).rejects.toMatchObject({
      code: 'conflict',
      details: { auditId: newer.id },
    });
    await expect(
      resumeAudit(contextOf(current.store, simulator), { auditId: newer.id }),
    ).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe("an audit's copy of the key", () => {
  const day = 24 * HOUR_MS;

  it('opens until a day has passed, then no more', async () => {
    const simulator = await simulate(4);
    const ctx = contextOf(current.store, simulator);
    const { id } = await startAudit(ctx, {});
    const row = await rowOf(id);
    const end = row.credentialExpiresAt?.getTime() ?? 0;
    expect(end).toBeGreaterThan(Date.now());
    expect(end).toBeLessThanOrEqual(row.createdAt.getTime() + day);
    expect(row.sealedCredential).not.toContain(simulator.keys.owner);
    const opened = openCredential({ sealer: SEALER, store: current.store }, row, new Date(end - 1));
    expect(await opened).toBe(simulator.keys.owner);
    await expect(
      openCredential({ sealer: SEALER, store: current.store }, row, new Date(end)),
    ).rejects.toMatchObject({
      code: 'credential-gone',
    });
    await dropOldCredentials(current.store, new Date(end - 1));
    expect((await rowOf(id)).sealedCredential).not.toBeNull();
    await dropOldCredentials(current.store, new Date(end));
    expect(await rowOf(id)).toMatchObject({ sealedCredential: null, credentialExpiresAt: null });
  });

  it.each(['missing', 'too old', 'of another audit', 'sealed under another secret'] as const)(
    '%s: the audit fails as credential-gone and can be gone on with',
    async (what) => {
      const simulator = await simulate(4);
      const ctx = contextOf(current.store, simulator);
      const { id } = await startAudit(ctx, {});
      const stored = await rowOf(id);
      const openAs = {
        missing: { row: { ...stored, sealedCredential: null }, at: new Date() },
        'too old': { row: stored, at: new Date(stored.createdAt.getTime() + day) },
        'of another audit': {
          row: { ...stored, id: auditId('00000000-0000-4000-8000-000000000000') },
          at: new Date(),
        },
        'sealed under another secret': {
          row: { ...stored, sealedCredential: 'e30..x' },
          at: new Date(),
        },
      }[what];
      const openCredentialHere = () =>
        openCredential({ sealer: SEALER, store: current.store }, openAs.row, openAs.at);
      const dependencies = dependenciesOf(current.store, simulator, {
        openCredential: openCredentialHere,
      });
      await runAudit(dependencies, auditId(id), never);
      const failed = await getAudit(ctx, { auditId: id });
      expect(failed).toMatchObject({ status: 'failed', reason: 'credential-gone' });
      expect(simulator.calls().total).toBe(0);

      await resumeAudit(ctx, { auditId: id });
      await runAudit(dependenciesOf(current.store, simulator), auditId(id), never);
      const ended = await getAudit(ctx, { auditId: id });
      expect(ended).toMatchObject({ status: 'complete', keys: trueKeyIds(simulator).length });
    },
  );
});
