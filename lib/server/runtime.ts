import {
  createMemberCount,
  reEvaluateStale,
  startAuditWorker,
  type CountMembers,
} from '@/lib/features/audits';
import { createSealer, type Sealer } from '@/lib/platform/sealing/sealing';
import {
  authSecret,
  checkOwner,
  createAttemptLimits,
  createBearerCheck,
  createNoteRefusedSignIn,
  createProveAgain,
  createSessions,
  createSignIn,
  type BearerCheck,
  type Check,
  type NoteRefusedSignIn,
  type ProveAgain,
  type Sessions,
  type SignInVerb,
} from '@/lib/features/sessions';
import { chainOldEntries } from '@/lib/features/activity';
import { AppError, perProcess, SECOND_MS } from '@/lib/domain/core';
import { env as processEnv, isProductionBuild, type Env } from '@/lib/platform/config/env';
import { startQueue, type Queue } from '@/lib/platform/queue';
import { auditsToCheckPlans, checkReplacements } from '@/lib/features/replacements';
import { applyRetention } from '@/lib/features/organizations';
import { openStore, type Store } from '@/lib/platform/database';
import { createLog, logSecurityEventsTo, type Log } from '@/lib/platform/log';
import { eraseAgain } from './erase-deleted';
import { startKeySweep } from './key-sweep';
import { startReEvaluationWatch } from './re-evaluation-watch';
import { createListPlaces, type ListPlaces } from '@/lib/features/keys';
import { createStreams, type Streams } from './streams';

/** A session may try `burst` wrong keys at once, then one more every `everyMs`. */
const PROOFS_PER_SESSION = { burst: 10, everyMs: 30 * SECOND_MS };

/** What all requests of a process share. */
export type Runtime = {
  env: Env;
  log: Log;
  store: Store;
  queue: Queue;
  secret: string;
  sealer: Sealer;
  check: Check;
  sessions: Sessions;
  bearer: BearerCheck;
  signIn: SignInVerb;
  noteRefused: NoteRefusedSignIn;
  proveAgain: ProveAgain;
  /** Counts the members that an audit would impersonate. */
  countMembers: CountMembers;
  /** Running downloads; they are cut off when the server stops. */
  streams: Streams;
  listPlaces: ListPlaces;
  now: () => Date;
  /** Stops downloads, then worker and queue, then the database. Running audits resume at the next start. */
  stop: () => Promise<void>;
};

const slot = perProcess<{ opened?: Promise<Runtime> | undefined }>('runtime', () => ({}));

/**
 * The runtime of this process, opened at the first call.
 * *Errors*: `configuration`, `data-folder-in-use`, `storage-…`; the next call retries.
 */
export function runtime(): Promise<Runtime> {
  const opened = (slot.opened ??= openProcessRuntime());
  opened.catch(() => {
    // The caller gets the error. The next call tries again.
    if (slot.opened === opened) slot.opened = undefined;
  });
  return opened;
}

/** Replaces the runtime of the process, for tests; `null` removes the replacement. */
export function installRuntime(replacement: Runtime | null): void {
  slot.opened = replacement === null ? undefined : Promise.resolve(replacement);
}

async function openProcessRuntime(): Promise<Runtime> {
  if (isProductionBuild()) {
    throw new AppError('internal', 'A page used the database during the build.');
  }
  const env = processEnv();
  const log = createLog({ level: env.logLevel });
  const store = await openStore({
    ...(env.databaseUrl === null ? { dataDir: env.dataDir } : { databaseUrl: env.databaseUrl }),
    log,
  });
  return openRuntime({ env, log, store });
}

type RuntimeOptions = { env: Env; log: Log; store: Store; now?: () => Date };
type End = () => Promise<void> | void;

/** Starts a runtime on an open store. Stopping it closes the store, and so does a failed start. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const ends: End[] = [() => options.store.close()];
  const stop = () => endAll(ends);
  try {
    return { ...(await openParts(options, ends)), stop };
  } catch (error) {
    await stop().catch((closing: unknown) => {
      options.log.error('cleanup after a failed start failed', { error: closing });
    });
    throw error;
  }
}

/** Closes the last opened first. If one fails, the others are still closed. */
async function endAll(ends: End[]): Promise<void> {
  const end = ends.pop();
  if (end === undefined) return;
  try {
    await end();
  } finally {
    await endAll(ends);
  }
}

/** Opens everything that uses the store, and adds to `ends` what closes it again. */
async function openParts(options: RuntimeOptions, ends: End[]): Promise<Omit<Runtime, 'stop'>> {
  const { env, log, store, now = () => new Date() } = options;
  const secret = authSecret(env);
  const sealer = createSealer(secret, env.previousSecret);
  const limits = createAttemptLimits();
  const check: Check = (apiKey, asked) => checkOwner(env, apiKey, asked);
  const sessions = createSessions({ store, sealer, log, check, now });
  const noteRefused = createNoteRefusedSignIn({ store, now });
  logSecurityEventsTo(log);
  await chainOldEntries(store);
  const queue = await startQueue({ database: store.queue, log });
  ends.push(() => queue.stop({ graceful: true }));
  const streams = createStreams();
  ends.push(() => {
    streams.endAll();
  });
  await startWork({ env, log, store, queue, sealer, now });
  ends.push(await startKeySweep({ store, sessions, log, now }));
  ends.push(await startReEvaluationWatch({ store, queue, log, now }));
  return {
    env,
    log,
    store,
    queue,
    secret,
    sealer,
    check,
    sessions,
    bearer: createBearerCheck({ check, limits, now: () => now().getTime() }),
    signIn: createSignIn({ env, check, limits, sessions, log, noteRefused }),
    proveAgain: createProveAgain({
      ...{ env, store, check, sessions, log, now },
      limits: createAttemptLimits({ perAddress: PROOFS_PER_SESSION }),
    }),
    countMembers: createMemberCount({ apiUrl: env.apiUrl }),
    noteRefused,
    streams,
    listPlaces: createListPlaces(now),
    now,
  };
}

async function startWork(
  parts: Pick<Runtime, 'env' | 'log' | 'store' | 'queue' | 'sealer' | 'now'>,
): Promise<void> {
  const { env, log, store, queue, sealer, now } = parts;
  const write = (level: 'info' | 'warn' | 'error', message: string, details: object) =>
    log[level](message, { ...details });
  await startAuditWorker({
    store,
    queue,
    sealer,
    apiUrl: env.apiUrl,
    concurrency: env.auditConcurrency,
    now,
    log: write,
    enqueuePlanChecks: (tx, { auditId }) => queue.sendPlanChecks(tx, auditId),
  });
  await queue.workPlanChecks((auditId, signal) =>
    checkReplacements({ store, now, log: write }, auditId, signal),
  );
  for (const auditId of await auditsToCheckPlans(store)) await queue.sendPlanChecks(null, auditId);
  await queue.workReEvaluations((organizationId, signal) =>
    reEvaluateStale(store, organizationId, now, signal),
  );
  await queue.scheduleRetention(async () => {
    const deleted = await applyRetention(store, now());
    if (Object.values(deleted).some((count) => count > 0))
      log.info('old data was deleted', deleted);
    await store.maintain();
    await eraseAgain({ store, log, now });
  });
}
