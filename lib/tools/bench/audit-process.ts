import { subscribe } from 'node:diagnostics_channel';
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

/** Notes when the first request about a member was sent, and when the members were listed again after the last one. */
function watchCalls(): { firstMs: number; relistedMs: number } {
  const calls = { firstMs: NaN, relistedMs: NaN };
  subscribe(SENT, (message: unknown) => {
    const { request } = message as { request: { path: string; headers: readonly string[] } };
    if (request.headers.includes('x-bt-impersonate-user')) {
      if (Number.isNaN(calls.firstMs)) calls.firstMs = performance.now();
      calls.relistedMs = NaN;
    } else if (Number.isNaN(calls.relistedMs) && request.path.startsWith('/v1/user')) {
      calls.relistedMs = performance.now();
    }
  });
  return calls;
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
  const calls = watchCalls();
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
  // The members are listed again once all of them are stored.
  const lastStoredMs = commits.findLast((atMs) => atMs < calls.relistedMs) ?? NaN;
  const endMs = commits.at(-1) ?? NaN;
  return {
    status,
    keys,
    audited: members.audited,
    storedMs: lastStoredMs - calls.firstMs,
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
