import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { auditId, organizationId } from '@/lib/domain/core';
import { describeOwnStores } from '@/lib/platform/database/testing';
import { silentLog } from '@/lib/platform/log';
import { startQueue, type AuditJob, type Queue } from './index';

const audit = (organization: string) => ({
  auditId: auditId(randomUUID()),
  organizationId: organizationId(organization),
});

/** Ends when the process stops, like a long audit. */
const untilStopped = ({ signal }: AuditJob) =>
  new Promise<void>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')));
  });

describeOwnStores('the queue', (current) => {
  let queues: Queue[] = [];
  const start = async () => {
    const queue = await startQueue({ database: current.store.queue, log: silentLog });
    queues.push(queue);
    return queue;
  };
  let queue: Queue;
  beforeEach(async () => {
    queue = await start();
  });
  afterEach(async () => {
    await Promise.all(queues.map((each) => each.stop({ graceful: false })));
    queues = [];
    // Dropping it could deadlock with pg-boss, which may still be closing its last job.
    await current.store.db.execute(
      `ALTER SCHEMA latchkey_jobs RENAME TO "jobs_before_${randomUUID()}"`,
    );
  });

  it('gives a new audit to its worker without waiting for the next poll', async () => {
    const got: string[] = [];
    await queue.workAudits(({ auditId: id }) => {
      got.push(id);
      return Promise.resolve();
    });
    // Workers poll once at their start, and then only every few seconds.
    const first = audit('acme');
    await queue.sendAudit(null, first);
    await expect.poll(() => queue.hasAudit(first.auditId)).toBe(false);
    const second = audit('acme');
    await queue.sendAudit(null, second);
    await expect.poll(() => got).toEqual([first.auditId, second.auditId]);
  });

  it('takes an audit once, and again once that job has ended', async () => {
    const first = audit('acme');
    await queue.sendAudit(null, first);
    await expect(queue.sendAudit(null, first)).rejects.toMatchObject({ code: 'audit-running' });
    let finish: () => void = () => undefined;
    const running = new Promise<void>((resolve) => (finish = resolve));
    await queue.workAudits(() => running);
    await expect(queue.sendAudit(null, first)).rejects.toMatchObject({ code: 'audit-running' });
    finish();
    await vi.waitFor(async () => expect(await queue.hasAudit(first.auditId)).toBe(false), {
      timeout: 120_000,
    });
    await queue.sendAudit(null, first);
  });

  it('takes the next audit of an organization while the job of its last one is being closed', async () => {
    await queue.workAudits(untilStopped);
    await queue.sendAudit(null, audit('acme'));
    await queue.sendAudit(null, audit('acme'));
  });

  it('runs audits of several organizations side by side', async () => {
    const running = new Set<string>();
    await queue.workAudits(async (job) => {
      running.add(job.organizationId);
      await untilStopped(job);
    });
    for (const name of ['a', 'b', 'c']) await queue.sendAudit(null, audit(name));
    await vi.waitFor(() => expect([...running].sort()).toEqual(['a', 'b', 'c']), {
      timeout: 120_000,
    });
  });

  it('queues an audit with its transaction, or not at all', async () => {
    const got: string[] = [];
    await queue.workAudits((job) => {
      got.push(job.auditId);
      return Promise.resolve();
    });
    const dropped = audit('acme');
    await expect(
      current.store.transaction(async (tx) => {
        await queue.sendAudit(tx, dropped);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await queue.hasAudit(dropped.auditId)).toBe(false);

    const kept = audit('acme');
    await current.store.transaction((tx) => queue.sendAudit(tx, kept));
    await vi.waitFor(() => expect(got).toEqual([kept.auditId]), { timeout: 120_000 });
  });

  it('calls a handler again that threw', async () => {
    let calls = 0;
    await queue.workAudits(() => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('storage away')) : Promise.resolve();
    });
    const job = audit('acme');
    await queue.sendAudit(null, job);
    await vi.waitFor(() => expect(calls).toBe(2), { timeout: 120_000, interval: 50 });
    await expect.poll(() => queue.hasAudit(job.auditId)).toBe(false);
  });

  it('puts a running audit back when it stops, and goes on with it at the next start', async () => {
    let started = false;
    let aborted = false;
    const job = audit('acme');
    await queue.sendAudit(null, job);
    await queue.workAudits(async (running) => {
      started = true;
      // A handler that returns after the abort must not end the audit.
      await untilStopped(running).catch((reason: unknown) => (aborted = reason !== undefined));
    });
    await vi.waitFor(() => expect(started).toBe(true), { timeout: 120_000 });
    await queue.stop({ graceful: true });
    expect(aborted).toBe(true);

    const next = await start();
    expect(await next.hasAudit(job.auditId)).toBe(true);
    const got: string[] = [];
    await next.workAudits(({ auditId: id }) => {
      got.push(id);
      return Promise.resolve();
    });
    await vi.waitFor(() => expect(got).toEqual([job.auditId]), {
      timeout: 120_000,
      interval: 50,
    });
  });

  it('ends its timers when a later step of its start fails', async () => {
    const whole = current.store.queue;
    const database = {
      ...whole,
      executeSql: (text: string, values?: unknown[]) =>
        text.includes('create_queue')
          ? Promise.reject(new Error('no space left on device'))
          : whole.executeSql(text, values),
    };
    const started = vi.spyOn(globalThis, 'setInterval');
    const ended = vi.spyOn(globalThis, 'clearInterval');
    await expect(startQueue({ database, log: silentLog })).rejects.toThrow('no space left');
    const timers = started.mock.results.map(({ value }): unknown => value);
    const endedTimers = ended.mock.calls.map(([timer]) => timer);
    vi.restoreAllMocks();
    expect(timers).not.toEqual([]);
    expect(endedTimers).toEqual(expect.arrayContaining(timers));
  });

  it('asks for retention at the start, and not again that day', async () => {
    let calls = 0;
    const handler = () => {
      calls += 1;
      return Promise.resolve();
    };
    await queue.scheduleRetention(handler);
    await vi.waitFor(() => expect(calls).toBe(1), { timeout: 120_000 });
    await queue.stop({ graceful: true });
    await (await start()).scheduleRetention(handler);
    // By now the request is stored: there is one job, and no second one is waiting.
    const { rows } = await current.store.db.execute(
      `SELECT state FROM latchkey_jobs.job WHERE name = 'retention'`,
    );
    expect(rows).toEqual([{ state: 'completed' }]);
    expect(calls).toBe(1);
  });
});
