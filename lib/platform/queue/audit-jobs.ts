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
import type { QueueDatabase } from './queue-database';

/** One audit to run, or to go on with. */
export interface AuditJob {
  auditId: AuditId;
  organizationId: OrganizationId;
  /** Aborted when this process stops, or when the job went to another one. */
  signal: AbortSignal;
}

/** Settles when the audit has ended, whichever way; throws to be called again later. */
export type AuditHandler = (job: AuditJob) => Promise<void>;

export const AUDIT_QUEUE = 'audit';
/** Audits that one process runs at a time. */
const AUDITS_AT_ONCE = 4;
/** An audit of a killed process goes to another one after this long without a sign of life. */
const HEARTBEAT_SECONDS = 20;
const STORAGE_RETRY_MS = 5 * SECOND_MS;

/** Options of the queue: units are seconds, as pg-boss has them. */
export function auditQueue(backend: 'pglite' | 'postgres'): Omit<BossQueue, 'name'> {
  return {
    // One job an audit. That an organization runs one at a time is the table of audits' to say: a job
    // is still being closed when its audit has ended already and the next one may start.
    policy: 'exclusive',
    // Not a limit on how long an audit may take: its credential is gone by then.
    expireInSeconds: DAY_MS / SECOND_MS,
    // The audit decides when it has failed; the queue only calls again.
    retryLimit: 100_000,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 30,
    deleteAfterSeconds: HOUR_MS / SECOND_MS,
    // In the only process there is, whatever is active at the start was interrupted.
    ...(backend === 'postgres' ? { heartbeatSeconds: HEARTBEAT_SECONDS } : {}),
  };
}

/** The audits of the queue. */
export class AuditJobs<Tx> {
  readonly #boss: PgBoss;
  readonly #database: QueueDatabase<Tx>;
  readonly #log: Log;
  readonly #stopping: AbortSignal;
  #workers: string[] = [];

  constructor(boss: PgBoss, database: QueueDatabase<Tx>, log: Log, stopping: AbortSignal) {
    this.#boss = boss;
    this.#database = database;
    this.#log = log;
    this.#stopping = stopping;
  }

  /** Puts the audit in the queue, inside `tx` if given. *Errors*: `audit-running`. */
  async send(tx: Tx | null, audit: Omit<AuditJob, 'signal'>): Promise<void> {
    const data = { auditId: audit.auditId, organizationId: audit.organizationId };
    const id = await this.#boss.send(AUDIT_QUEUE, data, {
      singletonKey: audit.auditId,
      db: tx === null ? this.#database : this.#database.within(tx),
    });
    if (id === null) throw alreadyRunning(audit.auditId);
    this.#database.afterCommit(() => this.#wake());
  }

  /** Whether the audit is queued, running, or waiting to be tried again. */
  async has(audit: AuditId): Promise<boolean> {
    const jobs = await this.#boss.findJobs<object>(AUDIT_QUEUE, { data: { auditId: audit } });
    return jobs.some(({ state }) => state === 'created' || state === 'retry' || state === 'active');
  }

  async work(handler: AuditHandler): Promise<void> {
    if (this.#database.backend === 'pglite') await this.#requeueInterrupted();
    // Workers of their own, not `localConcurrency`: pg-boss wakes one by its id, and that may be busy.
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
      this.#log[level]('audit job interrupted', { auditId: audit.auditId, error });
      throw error;
    }
    // Whoever returned because of the stop did not finish: the next start goes on with it.
    if (this.#stopping.aborted)
      throw new AppError('aborted', 'Stopped; it goes on at the next start.');
  }

  /**
   * A job whose database does not work stays here: the queue could not even note that it failed, and
   * would then not call again.
   */
  async #untilStored(job: AuditJob, handler: AuditHandler): Promise<void> {
    for (;;) {
      try {
        await handler(job);
        return;
      } catch (error) {
        if (!isStorageError(error) || job.signal.aborted) throw error;
        this.#log.warn('audit waits for the database', { auditId: job.auditId, error });
      }
      await setTimeout(STORAGE_RETRY_MS, undefined, { signal: job.signal });
    }
  }

  /** Jobs that a killed process left active, and those that wait for another try: all due now. */
  async #requeueInterrupted(): Promise<void> {
    const jobs = await this.#boss.findJobs<object>(AUDIT_QUEUE);
    for (const { id, state } of jobs) {
      if (state !== 'active' && state !== 'retry') continue;
      if (state === 'active') await this.#boss.fail(AUDIT_QUEUE, id, { reason: 'interrupted' });
      await this.#boss.update(AUDIT_QUEUE, undefined, { id, startAfter: 0 });
      this.#log.info('audit job goes on', { jobId: id });
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
  throw new Error('a job of the audit queue names no audit');
}

function alreadyRunning(audit: AuditId): AppError {
  return new AppError('audit-running', 'This audit is queued or running already.', {
    message: `audit ${audit} has a job already`,
  });
}
