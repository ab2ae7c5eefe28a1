/**
 * A separate process that runs an audit without ever finishing, for a test to kill it.
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
  // A pending promise alone doesn't keep a process alive.
  setInterval(() => undefined, 1_000);
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stdout.write(`failed ${String(error)}\n`);
  process.exit(1);
});
