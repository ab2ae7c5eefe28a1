import { setTimeout } from 'node:timers/promises';
import type { Job, PgBoss, Queue as BossQueue } from 'pg-boss';
import {
  AppError,
  auditId,
  DAY_MS,
  HOUR_MS,
  isStorageError,
  organizationId,
  SECOND_MS,
  type AuditId,
  type OrganizationId,
} from '@/lib/domain/core';
import type { Log } from '@/lib/platform/log';
import type { QueueDatabase, Transaction } from '@/lib/platform/database';

/** One audit to run or resume. */
export interface AuditJob {
  auditId: AuditId;
  organizationId: OrganizationId;
  /** Aborted when this process stops, or when another process takes over the job. */
  signal: AbortSignal;
}

/** Resolves when the audit has ended, whatever its outcome. Throws to be called again later. */
export type AuditHandler = (job: AuditJob) => Promise<void>;

export const AUDIT_QUEUE = 'audit';
/** The number of audits that one process runs at a time. */
const AUDITS_AT_ONCE = 4;
/** If a process is killed, another one takes over its audits after this long without a heartbeat. */
const HEARTBEAT_SECONDS = 20;
const STORAGE_RETRY_MS = 5 * SECOND_MS;

/** The options of the queue. *Units*: seconds, because pg-boss uses them. */
export function auditQueue(backend: 'pglite' | 'postgres'): Omit<BossQueue, 'name'> {
  return {
    // One job per audit. A unique index on `audits` enforces one audit per organization; the queue can't. A
    // job is still closing when its audit has ended and the next one may already start.
    policy: 'exclusive',
    // This doesn't limit an audit's duration, because its credential expires earlier.
    expireInSeconds: DAY_MS / SECOND_MS,
    // The audit decides when it has failed. The queue only calls again.
    retryLimit: 100_000,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 30,
    deleteAfterSeconds: HOUR_MS / SECOND_MS,
    // PGlite has only one process, so any job that is active at its start was interrupted.
    ...(backend === 'postgres' ? { heartbeatSeconds: HEARTBEAT_SECONDS } : {}),
  };
}

export class AuditJobs {
  readonly #boss: PgBoss;
  readonly #database: QueueDatabase;
  readonly #log: Log;
  readonly #stopping: AbortSignal;
  #workers: string[] = [];

  constructor(boss: PgBoss, database: QueueDatabase, log: Log, stopping: AbortSignal) {
    this.#boss = boss;
    this.#database = database;
    this.#log = log;
    this.#stopping = stopping;
  }

  /** Queues the audit, inside `tx` if given. *Errors*: `audit-running`. */
  async send(tx: Transaction | null, audit: Omit<AuditJob, 'signal'>): Promise<void> {
    const data = { auditId: audit.auditId, organizationId: audit.organizationId };
    const id = await this.#boss.send(AUDIT_QUEUE, data, {
      singletonKey: audit.auditId,
      db: tx === null ? this.#database : this.#database.within(tx),
    });
    if (id === null) throw alreadyRunning(audit.auditId);
    this.#database.afterCommit(() => this.#wake());
  }

  /** Whether the audit is queued, running, or waiting for a retry. */
  async has(audit: AuditId): Promise<boolean> {
    const jobs = await this.#boss.findJobs<object>(AUDIT_QUEUE, { data: { auditId: audit } });
    return jobs.some(({ state }) => state === 'created' || state === 'retry' || state === 'active');
  }

  async work(handler: AuditHandler): Promise<void> {
    if (this.#database.backend === 'pglite') await this.#requeueInterrupted();
    // pg-boss wakes a worker by its id. With `localConcurrency`, that worker may be busy.
    for (let worker = 0; worker < AUDITS_AT_ONCE; worker += 1) {
      const id = await this.#boss.work<object>(
        AUDIT_QUEUE,
        { pollingIntervalSeconds: this.#database.backend === 'pglite' ? 5 : 2 },
        (jobs) => this.#runAll(jobs, handler),
      );
      this.#workers.push(id);
    }
  }

  async #runAll(jobs: Job[], handler: AuditHandler): Promise<void> {
    for (const job of jobs) await this.#run(job, handler);
  }

  async #run(job: Job, handler: AuditHandler): Promise<void> {
    const audit = auditOf(job.data);
    const signal = AbortSignal.any([job.signal, this.#stopping]);
    try {
      await this.#untilStored({ ...audit, signal }, handler);
    } catch (error) {
      const level = signal.aborted ? 'info' : 'error';
      this.#log[level]('an audit job was interrupted', { auditId: audit.auditId, error });
      throw error;
    }
    // A handler that returned because of the stop didn't finish. Throw, so that the next start resumes it.
    if (this.#stopping.aborted)
      throw new AppError('aborted', 'Stopped. The audit resumes at the next start.');
  }

  /** Retries while the database is unavailable, because the queue couldn't record the failure either. */
  async #untilStored(job: AuditJob, handler: AuditHandler): Promise<void> {
    for (;;) {
      try {
        await handler(job);
        return;
      } catch (error) {
        if (!isStorageError(error) || job.signal.aborted) throw error;
        this.#log.warn('an audit waited for the database', { auditId: job.auditId, error });
      }
      await setTimeout(STORAGE_RETRY_MS, undefined, { signal: job.signal });
    }
  }

  /** Makes jobs due now that a killed process left active or that wait for a retry. */
  async #requeueInterrupted(): Promise<void> {
    const jobs = await this.#boss.findJobs<object>(AUDIT_QUEUE);
    for (const { id, state } of jobs) {
      if (state !== 'active' && state !== 'retry') continue;
      if (state === 'active') await this.#boss.fail(AUDIT_QUEUE, id, { reason: 'interrupted' });
      await this.#boss.update(AUDIT_QUEUE, undefined, { id, startAfter: 0 });
      this.#log.info('an audit job was resumed', { jobId: id });
    }
  }

  #wake(): void {
    for (const id of this.#workers) this.#boss.notifyWorker(id);
  }
}

function auditOf(data: object): Omit<AuditJob, 'signal'> {
  if (
    'auditId' in data &&
    typeof data.auditId === 'string' &&
    'organizationId' in data &&
    typeof data.organizationId === 'string'
  ) {
    return { auditId: auditId(data.auditId), organizationId: organizationId(data.organizationId) };
  }
  throw new Error('a job in the audit queue names no audit');
}

function alreadyRunning(audit: AuditId): AppError {
  return new AppError('audit-running', 'This audit is already queued or running.', {
    message: `audit ${audit} already has a job`,
  });
}
