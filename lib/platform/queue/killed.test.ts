import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { auditId, organizationId, type AuditId } from '@/lib/domain/core';
import { openStore, type Store } from '@/lib/platform/database';
import { testDatabases } from '@/lib/platform/database/testing';
import { silentLog } from '@/lib/platform/log';
import { startQueue } from './index';

const postgres = testDatabases().find(({ name }) => name === 'postgres');

/** Starts a process that runs the audit. The returned function kills it. */
async function runUntilRunning(where: string, audit: AuditId) {
  const child = spawn(
    process.execPath,
    ['lib/tools/cli/bundled.mjs', 'lib/platform/queue/testing/queue-child.ts', where],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'close');
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await vi.waitFor(() => expect(said).toContain(`running ${audit}`), {
    timeout: 120_000,
    interval: 50,
  });
  return async () => {
    child.kill('SIGKILL');
    await ended;
  };
}

/** Runs the job in this process, and returns when it started, by the database's clock. */
async function takeOver(store: Store, audit: AuditId): Promise<Date> {
  const queue = await startQueue({ database: store.queue, log: silentLog });
  const got: AuditId[] = [];
  await queue.workAudits((job) => {
    got.push(job.auditId);
    return Promise.resolve();
  });
  await vi.waitFor(() => expect(got).toEqual([audit]), { timeout: 120_000, interval: 20 });
  const { startedAt } = await signsOfLife(store);
  await queue.stop({ graceful: true });
  return startedAt;
}

/** When the job last started, and its latest heartbeat. */
async function signsOfLife(store: Store): Promise<{ startedAt: Date; heartbeatAt: Date }> {
  const { rows } = await store.db.execute(
    `SELECT started_on AS started, coalesce(heartbeat_on, started_on) AS heartbeat
     FROM latchkey_jobs.job WHERE name = 'audit'`,
  );
  return z
    .tuple([
      z.object({ started: z.coerce.date(), heartbeat: z.coerce.date() }).transform((row) => ({
        startedAt: row.started,
        heartbeatAt: row.heartbeat,
      })),
    ])
    .parse(rows)[0];
}

async function send(store: Store): Promise<AuditId> {
  const audit = auditId(randomUUID());
  const queue = await startQueue({ database: store.queue, log: silentLog });
  await queue.sendAudit(null, { auditId: audit, organizationId: organizationId('acme') });
  await queue.stop({ graceful: false });
  return audit;
}

describe('an audit whose process was killed', () => {
  it('goes on at the next start (embedded)', async () => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'latchkey-jobs-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const first = await openStore({ dataDir });
    const audit = await send(first);
    await first.close();
    // Twice, because a second crash must not make it wait longer than the first.
    for (let round = 0; round < 2; round += 1) {
      const kill = await runUntilRunning(dataDir, audit);
      await kill();
    }
    const store = await openStore({ dataDir });
    // Only the start itself returns the job, because jobs expire after a day here.
    await takeOver(store, audit);
    await store.close();
  });

  it.skipIf(postgres?.available !== true)(
    'goes to another process, not before its heartbeat is missed (postgres)',
    async () => {
      if (postgres === undefined) throw new Error('not available');
      const store = await postgres.open();
      onTestFinished(() => store.close());
      const audit = await send(store);
      const { rows } = await store.db.execute<{ name: string }>(
        'SELECT current_database() AS name',
      );
      const url = new URL(process.env.TEST_DATABASE_URL ?? '');
      url.pathname = `/${rows[0]?.name ?? ''}`;
      const kill = await runUntilRunning(url.href, audit);
      await kill();
      const { heartbeatAt } = await signsOfLife(store);
      const startedAt = await takeOver(store, audit);
      expect(startedAt.getTime() - heartbeatAt.getTime()).toBeGreaterThanOrEqual(20_000);
    },
  );
});
