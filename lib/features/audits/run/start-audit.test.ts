import { afterEach, expect, it } from 'vitest';
import { AppError, auditId, organizationId } from '@/lib/domain/core';
import { startSimulator, type Simulator } from '@/lib/tools/simulator';
import { describeStores } from '@/lib/platform/database/testing';
import { rememberOrganization } from '@/lib/features/organizations';
import { cancelAudit, getAudit, listAudits, runAudit, startAudit } from '../index';
import { auditOnce, contextOf, dependenciesOf, rowsOf } from '../testing';

describeStores('starting an audit', (current) => {
  let running: Simulator | null = null;
  const simulate = async (): Promise<Simulator> => {
    running = await startSimulator({ members: 6 });
    return running;
  };
  afterEach(async () => {
    await running?.close();
    running = null;
  });
  const never = new AbortController().signal;
  const codeOf = (reason: unknown): unknown => (reason instanceof AppError ? reason.code : reason);

  it('two people at once: one audit runs, the other person is told which', async () => {
    const simulator = await simulate();
    const ctx = contextOf(current.store, simulator);
    const starts = await Promise.allSettled([1, 2, 3].map(() => startAudit(ctx, {})));
    const started = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    expect(started).toHaveLength(1);
    for (const start of starts) {
      if (start.status === 'fulfilled') continue;
      expect(start.reason).toMatchObject({
        code: 'audit-running',
        status: 409,
        details: { auditId: started[0]?.id },
      });
    }
    expect(await listAudits(ctx, { limit: 10, startingAfter: null })).toHaveLength(1);
  });

  it('a start that waits does not stop the audit that it waits for', async ({ skip }) => {
    skip(current.store.kind !== 'postgres', 'the embedded database has one transaction at a time');
    const simulator = await simulate();
    const ctx = contextOf(current.store, simulator);
    const audit = await startAudit(ctx, {});
    let letGo: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (letGo = resolve));
    // The second start holds the organization before it waits for the audit's row.
    const second = current.store.transaction(async (tx) => {
      await rememberOrganization(tx, ctx.organization, ctx.now());
      await ended;
    });
    await runAudit(dependenciesOf(current.store, simulator), auditId(audit.id), never);
    letGo();
    await second;
    expect(await getAudit(ctx, { auditId: audit.id })).toMatchObject({ status: 'complete' });
  });

  it('the same idempotency key is the same audit, at once, later and when it has ended', async () => {
    const simulator = await simulate();
    const ctx = contextOf(current.store, simulator);
    const press = () => startAudit(ctx, { idempotencyKey: 'once' });
    const ids = (await Promise.all([press(), press(), press()])).map((audit) => audit.id);
    expect(new Set(ids).size).toBe(1);
    const [id = ''] = ids;
    await runAudit(dependenciesOf(current.store, simulator), auditId(id), never);
    expect(await press()).toMatchObject({ id, status: 'complete' });
    const others = contextOf(current.store, simulator, {
      organization: { id: organizationId('another'), name: 'Another' },
    });
    expect((await startAudit(others, { idempotencyKey: 'once' })).id).not.toBe(id);
  });

  it('the same idempotency key for another audit is a conflict that names the first', async () => {
    const simulator = await simulate();
    const ctx = contextOf(current.store, simulator);
    const parent = await auditOnce(current.store, simulator);
    const [a, b] = simulator.organization.members.map(({ id }) => id);
    const asked = { idempotencyKey: 'once', parentId: parent.id, memberIds: [a ?? '', b ?? ''] };
    const first = await startAudit(ctx, asked);
    const turned = { ...asked, memberIds: [...asked.memberIds].reverse() };
    expect((await startAudit(ctx, turned)).id).toBe(first.id);
    for (const other of [
      { idempotencyKey: 'once' },
      { ...asked, memberIds: [a ?? ''] },
      { ...asked, memberIds: null },
      { ...asked, strategy: 'token' } as const,
    ]) {
      await expect(startAudit(ctx, other), JSON.stringify(other)).rejects.toMatchObject({
        code: 'conflict',
        details: { auditId: first.id },
      });
    }
    expect(await listAudits(ctx, { limit: 10, startingAfter: null })).toHaveLength(2);
  });

  it('right after an audit has ended the next one starts, however it ended', async () => {
    const simulator = await simulate();
    const ctx = contextOf(current.store, simulator);
    const complete = await auditOnce(current.store, simulator);
    const second = await startAudit(ctx, {});
    const cancelled = await cancelAudit(ctx, { auditId: second.id });
    // No worker has it yet, so there is nothing to wait for.
    expect(cancelled).toMatchObject({ status: 'cancelled', reason: 'cancelled' });
    const [row] = (await rowsOf(current.store, second.id)).audit;
    expect(row).toMatchObject({ sealedCredential: null, credentialExpiresAt: null });
    await runAudit(dependenciesOf(current.store, simulator), auditId(second.id), never);
    expect(await getAudit(ctx, { auditId: second.id })).toEqual(cancelled);
    expect(await auditOnce(current.store, simulator)).toMatchObject({
      status: 'complete',
      previous_id: complete.id,
    });
  });

  it('whoever is no longer an owner starts nothing', async () => {
    const simulator = await simulate();
    const refusal = new AppError('not-an-owner', 'You are no longer an owner.');
    const ctx = contextOf(current.store, simulator, {
      proveOwner: () => Promise.reject(refusal),
    });
    await expect(startAudit(ctx, {})).rejects.toBe(refusal);
    expect(await listAudits(ctx, { limit: 10, startingAfter: null })).toEqual([]);
  });

  it('a job that cannot be queued leaves no audit behind', async () => {
    const simulator = await simulate();
    const ctx = contextOf(current.store, simulator, {
      enqueueAudit: () => Promise.reject(new Error('no queue')),
    });
    await expect(startAudit(ctx, {})).rejects.toThrow('no queue');
    const open = contextOf(current.store, simulator);
    expect(await startAudit(open, {})).toMatchObject({ status: 'queued' });
  });

  it('a follow-up follows the latest audit, and members that it has', async () => {
    const simulator = await simulate();
    const ctx = contextOf(current.store, simulator);
    const old = await auditOnce(current.store, simulator);
    const latest = await auditOnce(current.store, simulator);
    const follow = (input: Parameters<typeof startAudit>[1]) =>
      startAudit(ctx, input).then((audit) => audit.parent_id, codeOf);
    const [member] = simulator.organization.members;
    const memberIds = [member?.id ?? ''];
    expect(await follow({ parentId: old.id })).toBe('conflict');
    expect(await follow({ parentId: 'nothing' })).toBe('not-found');
    expect(await follow({ memberIds })).toBe('bad-request');
    expect(await follow({ parentId: latest.id, memberIds: [] })).toBe('bad-request');
    expect(await follow({ parentId: latest.id, memberIds: ['stranger'] })).toBe('bad-request');
    expect(await follow({ parentId: latest.id, memberIds })).toBe(latest.id);
  });
});
