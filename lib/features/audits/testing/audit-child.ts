import { createSealer } from '@/lib/platform/sealing/sealing';
import { organizationId } from '@/lib/domain/core';
import { startQueue } from '@/lib/platform/queue';
import { openStore } from '@/lib/platform/database';
import { silentLog } from '@/lib/platform/log';
import { getAudit, startAudit, startAuditWorker } from '../index';

/** An audit worker without a web server. The restart test starts, kills and restarts it. */
const [dataDir = '', apiUrl = '', orgId = '', orgName = '', apiKey = ''] = process.argv.slice(2);

const LOOK_EVERY_MS = 50;

const store = await openStore({ dataDir });
const sealer = createSealer('a secret of the tests, not of anybody else');
const queue = await startQueue({ database: store.queue, log: silentLog });
const now = () => new Date();
const ctx = {
  store,
  organization: { id: organizationId(orgId), name: orgName },
  actor: { kind: 'session', userId: null, email: null, label: 'a test' },
  sealer,
  now,
  credential: () => Promise.resolve(apiKey),
  proveOwner: () => Promise.resolve(),
  enqueueAudit: (tx, audit) => queue.sendAudit(tx, audit),
  enqueueReEvaluation: () => Promise.resolve(),
} satisfies Parameters<typeof startAudit>[0];
// Every start uses the same idempotency key, so it continues one audit.
const { id } = await startAudit(ctx, { idempotencyKey: 'the one' });
process.stdout.write(`${id}\n`);
await startAuditWorker({
  store,
  queue,
  sealer,
  apiUrl,
  concurrency: 8,
  now,
  log: () => undefined,
});
const timer = setInterval(() => {
  void getAudit(ctx, { auditId: id }).then(async (audit) => {
    if (audit.finished_at === null) return;
    clearInterval(timer);
    await queue.stop({ graceful: true });
    await store.close();
    process.exit();
  });
}, LOOK_EVERY_MS);
