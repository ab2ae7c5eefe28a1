import type { PgBoss, Queue as BossQueue } from 'pg-boss';
import { HOUR_MS, organizationId, SECOND_MS, type OrganizationId } from '@/lib/core';
import type { QueueDatabase } from './queue-database';

/** Judges stored audits of one organization again, until none is left or `signal` aborts. */
export type ReEvaluationHandler = (job: {
  organizationId: OrganizationId;
  signal: AbortSignal;
}) => Promise<void>;

export const RE_EVALUATION_QUEUE = 're-evaluation';

/** Options of the queue: units are seconds, as pg-boss has them. */
export const reEvaluationQueue: Omit<BossQueue, 'name'> = {
  // At most one that waits an organization. One that is active does not keep the next from being
  // sent: it may have looked for the last time already.
  policy: 'short',
  // 400 audits of 5,000 keys take some ten minutes; whoever takes it up again goes on.
  expireInSeconds: HOUR_MS / SECOND_MS,
  retryLimit: 100,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
  deleteAfterSeconds: HOUR_MS / SECOND_MS,
};

/** The organizations whose stored audits wait to be judged again. */
export class ReEvaluationJobs<Tx> {
  readonly #boss: PgBoss;
  readonly #database: QueueDatabase<Tx>;
  readonly #stopping: AbortSignal;
  #worker: string | null = null;

  constructor(boss: PgBoss, database: QueueDatabase<Tx>, stopping: AbortSignal) {
    this.#boss = boss;
    this.#database = database;
    this.#stopping = stopping;
  }

  /** Puts the organization in the queue, inside `tx` if given; it is there once at most. */
  async send(tx: Tx | null, organization: OrganizationId): Promise<void> {
    await this.#boss.send(
      RE_EVALUATION_QUEUE,
      { organizationId: organization },
      {
        singletonKey: organization,
        db: tx === null ? this.#database : this.#database.within(tx),
      },
    );
    this.#database.afterCommit(() => {
      if (this.#worker !== null) this.#boss.notifyWorker(this.#worker);
    });
  }

  async work(handler: ReEvaluationHandler): Promise<void> {
    this.#worker = await this.#boss.work<object>(
      RE_EVALUATION_QUEUE,
      { pollingIntervalSeconds: 30 },
      async (jobs) => {
        for (const job of jobs) {
          const signal = AbortSignal.any([job.signal, this.#stopping]);
          await handler({ organizationId: organizationOf(job.data), signal });
        }
      },
    );
  }
}

function organizationOf(data: object): OrganizationId {
  if ('organizationId' in data && typeof data.organizationId === 'string') {
    return organizationId(data.organizationId);
  }
  throw new Error('a job of the re-evaluation queue names no organization');
}
