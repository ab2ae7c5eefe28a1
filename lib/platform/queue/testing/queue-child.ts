/**
 * A process of its own that runs an audit and never ends it, to be killed by a test.
 * `queue-child.ts <folder or postgres URL>`
 */
import { openStore } from '@/lib/platform/database';
import { silentLog } from '@/lib/platform/log';
import { startQueue } from '../index';

async function main(where: string): Promise<void> {
  const store = await openStore(
    where.startsWith('postgres') ? { databaseUrl: where } : { dataDir: where },
  );
  const queue = await startQueue({ database: store.queue, log: silentLog });
  await queue.workAudits(async ({ auditId }) => {
    process.stdout.write(`running ${auditId}\n`);
    await new Promise(() => undefined);
  });
  // Waiting for an answer that never comes does not keep a process alive.
  setInterval(() => undefined, 1_000);
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stdout.write(`failed ${String(error)}\n`);
  process.exit(1);
});
