import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { organizationId } from '@/lib/domain/core';
import { describeOwnStores } from '@/lib/platform/database/testing';
import { silentLog } from '@/lib/platform/log';
import { startQueue, type Queue } from './index';

const ACME = organizationId('acme');
const WAIT = { timeout: 120_000, interval: 20 };

describeOwnStores('the queue of audits to judge again', (current) => {
  let queue: Queue;
  const start = () =>
    startQueue({ database: current.store.queue, log: silentLog, pollSeconds: 0.5 });
  beforeEach(async () => {
    queue = await start();
  });
  afterEach(async () => {
    await queue.stop({ graceful: false });
    // Dropping it could deadlock with pg-boss, which may still be closing its last job.
    await current.store.db.execute(
      `ALTER SCHEMA latchkey_jobs RENAME TO "jobs_before_${randomUUID()}"`,
    );
  });

  it('takes an organization once while it waits, and again while it is worked on', async () => {
    const got: string[] = [];
    let finish: () => void = () => undefined;
    const first = new Promise<void>((resolve) => (finish = resolve));
    await queue.sendReEvaluation(null, ACME);
    await queue.sendReEvaluation(null, ACME);
    await queue.workReEvaluations(async (id) => {
      got.push(id);
      if (got.length === 1) await first;
    });
    await vi.waitFor(() => expect(got).toEqual([ACME]), WAIT);
    // The running job may already have looked for the last time, so this one must not be lost.
    await queue.sendReEvaluation(null, ACME);
    await queue.sendReEvaluation(null, organizationId('other'));
    finish();
    await vi.waitFor(() => expect([...got].sort()).toEqual([ACME, ACME, 'other']), {
      ...WAIT,
      timeout: 120_000,
    });
  });

  it('takes it with its transaction, or not at all', async () => {
    const got: string[] = [];
    await queue.workReEvaluations((id) => Promise.resolve(void got.push(id)));
    await expect(
      current.store.transaction(async (tx) => {
        await queue.sendReEvaluation(tx, organizationId('dropped'));
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await current.store.transaction((tx) => queue.sendReEvaluation(tx, ACME));
    await vi.waitFor(() => expect(got).toEqual([ACME]), WAIT);
  });

  it('is told to stop with the process, and goes on at the next start', async () => {
    let aborted = false;
    await queue.sendReEvaluation(null, ACME);
    await queue.workReEvaluations(
      (_id, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new Error('stopped'));
          });
        }),
    );
    await vi.waitFor(async () => {
      const { rows } = await current.store.db.execute(
        `SELECT 1 FROM latchkey_jobs.job WHERE name = 're-evaluation' AND state = 'active'`,
      );
      expect(rows).toHaveLength(1);
    }, WAIT);
    await queue.stop({ graceful: true });
    expect(aborted).toBe(true);
    queue = await start();
    const got: string[] = [];
    await queue.workReEvaluations((id) => Promise.resolve(void got.push(id)));
    await vi.waitFor(() => expect(got).toEqual([ACME]), { ...WAIT, timeout: 120_000 });
  });
});
