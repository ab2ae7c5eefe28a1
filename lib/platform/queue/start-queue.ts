import { PgBoss } from 'pg-boss';
import {
  AppError,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  auditId,
  organizationId,
  type AuditId,
  type OrganizationId,
} from '@/lib/domain/core';
import type { Log } from '@/lib/platform/log';
import { AUDIT_QUEUE, AuditJobs, auditQueue, type AuditHandler, type AuditJob } from './audit-jobs';
import type { QueueDatabase } from './queue-database';
import {
  RETENTION_QUEUE,
  retentionQueue,
  workRetention,
  type RetentionHandler,
} from './retention-jobs';
import { SubjectJobs, type SubjectHandler } from './subject-jobs';

/** Work that outlives a request. `Tx` is a transaction of the database it was started on. */
export interface Queue<Tx> {
  /**
   * Puts the audit in the queue; inside `tx` it is there if and only if that commits.
   * *Errors*: `audit-running` when the same audit has a job already.
   */
  sendAudit(tx: Tx | null, audit: Omit<AuditJob, 'signal'>): Promise<void>;
  /** Whether the audit is queued, running, or waiting to be tried again. */
  hasAudit(audit: AuditId): Promise<boolean>;
  /** Runs audits from now on, interrupted ones first. Called once. */
  workAudits(handler: AuditHandler): Promise<void>;
  /** Has stored audits of the organization judged again; inside `tx` if and only if that commits. */
  sendReEvaluation(tx: Tx | null, organization: OrganizationId): Promise<void>;
  /** Whether a re-evaluation of the organization waits in the queue. */
  hasReEvaluation(organization: OrganizationId): Promise<boolean>;
  /** Judges again from now on, one organization after the other. Called once. */
  workReEvaluations(handler: SubjectHandler<OrganizationId>): Promise<void>;
  /** Has the plans checked against an audit's result; inside `tx` if and only if that commits. */
  sendPlanChecks(tx: Tx | null, audit: AuditId): Promise<void>;
  /** Checks plans from now on, one audit after the other. Called once. */
  workPlanChecks(handler: SubjectHandler<AuditId>): Promise<void>;
  /** Runs `handler` once a day, in one of the processes that share the database. */
  scheduleRetention(handler: RetentionHandler): Promise<void>;
  /**
   * Aborts what is running, so that the next start goes on with it, and lets go of the database.
   * `graceful` gives it some seconds to store what it has.
   */
  stop(options: { graceful: boolean }): Promise<void>;
}

const SCHEMA = 'latchkey_jobs';
const STOP_TIMEOUT_MS = 8 * SECOND_MS;
/** The same trouble is told once a minute: workers ask every few seconds while a database is away. */
const REPEAT_MS = MINUTE_MS;

/**
 * The queue, with its tables up to date.
 * *Errors*: `storage-unavailable`, `storage-full`; `configuration` where the database user lacks rights.
 */
export async function startQueue<Tx>(options: {
  database: QueueDatabase<Tx>;
  log: Log;
}): Promise<Queue<Tx>> {
  const { database, log } = options;
  const boss = new PgBoss({
    ...bossOptions(database.backend),
    // Even `IF NOT EXISTS` asks for a right that the user may lack where an administrator made it.
    createSchema: !(await hasSchema(database)),
    db: executorOf(database),
  });
  reportTrouble(boss, log);
  try {
    return await openQueue(boss, database, log);
  } catch (error) {
    // pg-boss starts its timers before its last step, so a start that fails leaves them running.
    await boss.stop({ graceful: false, close: false }).catch((stopping: unknown) => {
      log.error('stopping the job queue after a failed start failed too', { error: stopping });
    });
    throw error;
  }
}

async function openQueue<Tx>(
  boss: PgBoss,
  database: QueueDatabase<Tx>,
  log: Log,
): Promise<Queue<Tx>> {
  await start(boss);
  await boss.createQueue(AUDIT_QUEUE, auditQueue(database.backend));
  await boss.createQueue(RETENTION_QUEUE, retentionQueue);
  // Known from now on: a job that is sent inside a transaction must not look its queue up outside.
  await boss.findJobs(AUDIT_QUEUE, { data: { auditId: '' } });
  const stopping = new AbortController();
  const audits = new AuditJobs(boss, database, log, stopping.signal);
  const reEvaluations = new SubjectJobs(boss, database, stopping.signal, {
    name: 're-evaluation',
    field: 'organizationId',
    parse: organizationId,
  });
  const planChecks = new SubjectJobs(boss, database, stopping.signal, {
    name: 'plan-checks',
    field: 'auditId',
    parse: auditId,
  });
  await reEvaluations.prepare();
  await planChecks.prepare();
  let endRetention = () => undefined as unknown;
  return {
    sendAudit: (tx, audit) => audits.send(tx, audit),
    hasAudit: (audit) => audits.has(audit),
    workAudits: (handler) => audits.work(handler),
    sendReEvaluation: (tx, organization) => reEvaluations.send(tx, organization),
    hasReEvaluation: (organization) => reEvaluations.has(organization),
    workReEvaluations: (handler) => reEvaluations.work(handler),
    sendPlanChecks: (tx, audit) => planChecks.send(tx, audit),
    workPlanChecks: (handler) => planChecks.work(handler),
    scheduleRetention: async (handler) => {
      endRetention = await workRetention(boss, handler, log);
    },
    stop: async ({ graceful }) => {
      endRetention();
      // First no new jobs, then the end of those that run: each is put back for the next start.
      const stopped = boss.stop({ graceful, timeout: STOP_TIMEOUT_MS, close: false });
      stopping.abort();
      await stopped;
    },
  };
}

async function hasSchema<Tx>(database: QueueDatabase<Tx>): Promise<boolean> {
  const { rows } = await database.executeSql('SELECT 1 FROM pg_namespace WHERE nspname = $1', [
    SCHEMA,
  ]);
  return rows.length > 0;
}

/** SQLSTATE of a right that is missing. */
const NOT_ALLOWED = '42501';

async function start(boss: PgBoss): Promise<void> {
  try {
    await boss.start();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === NOT_ALLOWED)) throw error;
    throw new AppError(
      'configuration',
      `The database user in DATABASE_URL may not create the schema ${SCHEMA}, which holds the queue. Let an administrator run CREATE SCHEMA ${SCHEMA} AUTHORIZATION followed by the name of that user, then start Latchkey again.`,
      { message: error.message, cause: error },
    );
  }
}

/** An idle process should do next to nothing: what is left is a few small queries a minute. */
function bossOptions(backend: 'pglite' | 'postgres') {
  const hourSeconds = HOUR_MS / SECOND_MS;
  // Looks for jobs whose process died; in the only process there is, its own start does that.
  const watchSeconds = backend === 'postgres' ? 10 : hourSeconds;
  return {
    backend,
    schema: SCHEMA,
    schedule: false,
    superviseIntervalSeconds: watchSeconds,
    monitorIntervalSeconds: watchSeconds,
    maintenanceIntervalSeconds: hourSeconds,
    reindexIntervalSeconds: DAY_MS / SECOND_MS,
    queueCacheIntervalSeconds: hourSeconds,
    flowIntervalSeconds: hourSeconds,
    bamIntervalSeconds: hourSeconds,
    reindex: backend === 'postgres',
    monitorVacuum: false,
  } as const;
}

function executorOf<Tx>(database: QueueDatabase<Tx>) {
  return { executeSql: (text: string, values?: unknown[]) => database.executeSql(text, values) };
}

function reportTrouble(boss: PgBoss, log: Log): void {
  const told = new Map<string, number>();
  const worthTelling = (message: string) => {
    const now = Date.now();
    if (now - (told.get(message) ?? -Infinity) < REPEAT_MS) return false;
    told.set(message, now);
    return true;
  };
  boss.on('error', (error) => {
    // pg-boss adds the id of its worker to the message.
    const kind = error.message.replace(/ \(Queue: .*$/s, '');
    if (worthTelling(kind)) log.error('job queue error', { error });
  });
  boss.on('warning', (warning) => {
    if (worthTelling(warning.message)) log.warn('job queue warning', { warning: warning.message });
  });
}
