import type { PgBoss, Queue as BossQueue } from 'pg-boss';
import { HOUR_MS, SECOND_MS } from '@/lib/domain/core';
import type { QueueDatabase, Transaction } from '@/lib/platform/database';

/** Works on one subject until nothing is left or `signal` aborts. Throws to be called again. */
export type SubjectHandler<Id> = (id: Id, signal: AbortSignal) => Promise<void>;

/** The options of each such queue. *Units*: seconds, because pg-boss uses them. */
const subjectQueue: Omit<BossQueue, 'name'> = {
  // At most one job waits per subject. A second can be sent while one is active, because the active one may
  // already have looked for the last time.
  policy: 'short',
  // Re-evaluating 400 audits of 5,000 keys takes about ten minutes. A repeated job continues.
  expireInSeconds: HOUR_MS / SECOND_MS,
  retryLimit: 100,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
  deleteAfterSeconds: HOUR_MS / SECOND_MS,
};

interface SubjectQueue<Id> {
  name: string;
  field: string;
  parse: (text: string) => Id;
  /** How soon a due retry is noticed. A new job wakes its worker immediately. */
  pollSeconds: number;
}

/** Jobs that name one subject each, such as an organization whose audits need to be re-evaluated. */
export class SubjectJobs<Id extends string> {
  readonly #boss: PgBoss;
  readonly #database: QueueDatabase;
  readonly #stopping: AbortSignal;
  readonly #queue: SubjectQueue<Id>;
  #worker: string | null = null;

  constructor(
    boss: PgBoss,
    database: QueueDatabase,
    stopping: AbortSignal,
    queue: SubjectQueue<Id>,
  ) {
    this.#boss = boss;
    this.#database = database;
    this.#stopping = stopping;
    this.#queue = queue;
  }

  /** Creates the queue and makes sure that jobs can be sent inside a transaction. */
  async prepare(): Promise<void> {
    await this.#boss.createQueue(this.#queue.name, subjectQueue);
    // pg-boss looks a queue up at its first use, which must not happen inside a transaction.
    await this.#boss.findJobs(this.#queue.name, { data: { [this.#queue.field]: '' } });
  }

  /** Queues the subject, inside `tx` if given. At most one job per subject waits. */
  async send(tx: Transaction | null, id: Id): Promise<void> {
    await this.#boss.send(
      this.#queue.name,
      { [this.#queue.field]: id },
      { singletonKey: id, db: tx === null ? this.#database : this.#database.within(tx) },
    );
    this.#database.afterCommit(() => {
      if (this.#worker !== null) this.#boss.notifyWorker(this.#worker);
    });
  }

  /** Whether a job for the subject is waiting, including for a retry. */
  async has(id: Id): Promise<boolean> {
    const jobs = await this.#boss.findJobs<object>(this.#queue.name, {
      data: { [this.#queue.field]: id },
    });
    return jobs.some(({ state }) => state === 'created' || state === 'retry');
  }

  async work(handler: SubjectHandler<Id>): Promise<void> {
    this.#worker = await this.#boss.work<object>(
      this.#queue.name,
      { pollingIntervalSeconds: this.#queue.pollSeconds },
      async (jobs) => {
        for (const job of jobs) {
          await handler(this.#idOf(job.data), AbortSignal.any([job.signal, this.#stopping]));
        }
      },
    );
  }

  #idOf(data: object): Id {
    const id: unknown = Reflect.get(data, this.#queue.field);
    if (typeof id === 'string') return this.#queue.parse(id);
    throw new Error(`a job in the queue ${this.#queue.name} has no ${this.#queue.field}`);
  }
}
