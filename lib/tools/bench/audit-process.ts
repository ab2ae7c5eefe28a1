import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { runAudit, startAudit, getAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { createSealer } from '@/lib/platform/sealing/sealing';
import { auditId, organizationId } from '@/lib/domain/core';
import { openStore, type Store } from '@/lib/platform/database';

/**
 * Runs one audit with the product's own code and an embedded database on disk.
 * Runs in its own process, like the bare client. Prints its timings.
 */
const options = z
  .object({
    url: z.string(),
    ownerKey: z.string(),
    orgId: z.string(),
    orgName: z.string(),
    concurrency: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

const SENT = 'undici:request:create';

/** Watches for the first impersonation request. `firstCallMs()` is NaN until one was sent. */
function watchFirstCall(): () => number {
  let atMs = NaN;
  const note = (message: unknown): void => {
    const { request } = message as { request: { headers: readonly string[] } };
    if (!request.headers.includes('x-bt-impersonate-user')) return;
    atMs = performance.now();
    unsubscribe(SENT, note);
  };
  subscribe(SENT, note);
  return () => atMs;
}

/** Wraps the store to record the time of each commit. */
function watchCommits(store: Store): { store: Store; commits: number[] } {
  const commits: number[] = [];
  const transaction: Store['transaction'] = async (work) => {
    const result = await store.transaction(work);
    commits.push(performance.now());
    return result;
  };
  return { store: { ...store, transaction }, commits };
}

function contextOn(store: Store): Context {
  return {
    store,
    organization: { id: organizationId(options.orgId), name: options.orgName },
    actor: { kind: 'command-line', userId: null, email: null, label: 'bench' },
    credential: () => Promise.resolve(options.ownerKey),
    sealer: createSealer('the secret of a benchmark, and of nothing else'),
    proveOwner: () => Promise.resolve(),
    enqueueAudit: () => Promise.resolve(),
    enqueueReEvaluation: () => Promise.resolve(),
    now: () => new Date(),
  };
}

async function audit(opened: Store): Promise<object> {
  const { store, commits } = watchCommits(opened);
  const ctx = contextOn(store);
  const { id } = await startAudit(ctx, {});
  const firstCallMs = watchFirstCall();
  const cpu = process.cpuUsage();
  const fromMs = performance.now();
  await runAudit(
    {
      store,
      apiUrl: options.url,
      concurrency: options.concurrency,
      openCredential: () => Promise.resolve(options.ownerKey),
      now: () => new Date(),
      log: () => undefined,
    },
    auditId(id),
    new AbortController().signal,
  );
  const { user, system } = process.cpuUsage(cpu);
  const { status, keys, members } = await getAudit(ctx, { auditId: id });
  // The last commit finishes the audit. The one before it stored the last members.
  const [lastStoredMs = NaN, endMs = NaN] = commits.slice(-2);
  return {
    status,
    keys,
    audited: members.audited,
    storedMs: lastStoredMs - firstCallMs(),
    wholeMs: endMs - fromMs,
    finishMs: endMs - lastStoredMs,
    cpuMs: (user + system) / 1000,
  };
}

const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-bench-'));
try {
  const store = await openStore({ dataDir: folder });
  try {
    process.stdout.write(`${JSON.stringify(await audit(store))}\n`);
  } finally {
    await store.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
