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
import type { QueueDatabase, Transaction } from '@/lib/platform/database';
import {
  RETENTION_QUEUE,
  retentionQueue,
  workRetention,
  type RetentionHandler,
} from './retention-jobs';
import { SubjectJobs, type SubjectHandler } from './subject-jobs';

/** Work that outlives a request. */
export interface Queue {
  /**
   * Queues the audit. Inside `tx`, it is queued only if `tx` commits.
   * *Errors*: `audit-running` if this audit already has a job.
   */
  sendAudit(tx: Transaction | null, audit: Omit<AuditJob, 'signal'>): Promise<void>;
  /** Whether the audit is queued, running, or waiting for a retry. */
  hasAudit(audit: AuditId): Promise<boolean>;
  /** Starts running audits, interrupted ones first. Call once. */
  workAudits(handler: AuditHandler): Promise<void>;
  /** Queues a re-evaluation of the organization's stored audits. Inside `tx`, only if it commits. */
  sendReEvaluation(tx: Transaction | null, organization: OrganizationId): Promise<void>;
  /** Whether a re-evaluation of the organization is waiting in the queue. */
  hasReEvaluation(organization: OrganizationId): Promise<boolean>;
  /** Starts re-evaluating, one organization after the other. Call once. */
  workReEvaluations(handler: SubjectHandler<OrganizationId>): Promise<void>;
  /** Queues a check of the plans against an audit's results. Inside `tx`, only if it commits. */
  sendPlanChecks(tx: Transaction | null, audit: AuditId): Promise<void>;
  /** Starts checking plans, one audit after the other. Call once. */
  workPlanChecks(handler: SubjectHandler<AuditId>): Promise<void>;
  /** Runs `handler` once a day, in one of the processes that share the database. */
  scheduleRetention(handler: RetentionHandler): Promise<void>;
  /**
   * Aborts running jobs, so that the next start resumes them, and stops using the database. With
   * `graceful`, jobs get some seconds to store their results.
   */
  stop(options: { graceful: boolean }): Promise<void>;
}

const SCHEMA = 'latchkey_jobs';
const STOP_TIMEOUT_MS = 8 * SECOND_MS;
/** Log the same error once a minute at most. Workers poll every few seconds while a database is down. */
const REPEAT_MS = MINUTE_MS;

const POLL_SECONDS = 10;

interface QueueOptions {
  database: QueueDatabase;
  log: Log;
  /** How soon a due retry of a re-evaluation or plan check is noticed. At least 0.5. */
  pollSeconds?: number;
}

/**
 * Starts the queue and brings its tables up to date.
 * *Errors*: `storage-unavailable`, `storage-full`; `configuration` if the database user lacks permissions.
 */
export async function startQueue(options: QueueOptions): Promise<Queue> {
  const { database, log } = options;
  const boss = new PgBoss({
    ...bossOptions(database.backend),
    // Even `IF NOT EXISTS` requires a permission that the user may lack.
    createSchema: !(await hasSchema(database)),
    db: executorOf(database),
  });
  reportTrouble(boss, log);
  try {
    return await openQueue(boss, options);
  } catch (error) {
    // pg-boss starts its timers before its last step, so a failed start leaves them running.
    await boss.stop({ graceful: false, close: false }).catch((stopping: unknown) => {
      log.error('the job queue could not be stopped after a failed start', { error: stopping });
    });
    throw error;
  }
}

async function openQueue(
  boss: PgBoss,
  { database, log, pollSeconds = POLL_SECONDS }: QueueOptions,
): Promise<Queue> {
  await start(boss);
  await boss.createQueue(AUDIT_QUEUE, auditQueue(database.backend));
  await boss.createQueue(RETENTION_QUEUE, retentionQueue);
  // Makes pg-boss cache the queue, because it must not look it up while a transaction sends a job.
  await boss.findJobs(AUDIT_QUEUE, { data: { auditId: '' } });
  const stopping = new AbortController();
  const audits = new AuditJobs(boss, database, log, stopping.signal);
  const reEvaluations = new SubjectJobs(boss, database, stopping.signal, {
    name: 're-evaluation',
    field: 'organizationId',
    parse: organizationId,
    pollSeconds,
  });
  const planChecks = new SubjectJobs(boss, database, stopping.signal, {
    name: 'plan-checks',
    field: 'auditId',
    parse: auditId,
    pollSeconds,
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
      // Stop taking new jobs before aborting the running ones. Each is put back for the next start.
      const stopped = boss.stop({ graceful, timeout: STOP_TIMEOUT_MS, close: false });
      stopping.abort();
      await stopped;
    },
  };
}

async function hasSchema(database: QueueDatabase): Promise<boolean> {
  const { rows } = await database.executeSql('SELECT 1 FROM pg_namespace WHERE nspname = $1', [
    SCHEMA,
  ]);
  return rows.length > 0;
}

/** The SQLSTATE for a missing permission. */
const NOT_ALLOWED = '42501';

async function start(boss: PgBoss): Promise<void> {
  try {
    await boss.start();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === NOT_ALLOWED)) throw error;
    throw new AppError(
      'configuration',
      `The database user in DATABASE_URL has no permission to create the schema ${SCHEMA} for the job queue. Ask an administrator to run CREATE SCHEMA ${SCHEMA} AUTHORIZATION followed by that user’s name, then start Latchkey again.`,
      { message: error.message, cause: error },
    );
  }
}

/** Keeps an idle process at a few small queries a minute. */
function bossOptions(backend: 'pglite' | 'postgres') {
  const hourSeconds = HOUR_MS / SECOND_MS;
  // How often to look for jobs whose process died. With PGlite, the next start does that.
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

function executorOf(database: QueueDatabase) {
  return { executeSql: (text: string, values?: unknown[]) => database.executeSql(text, values) };
}

function reportTrouble(boss: PgBoss, log: Log): void {
  const loggedAt = new Map<string, number>();
  const worthTelling = (message: string) => {
    const now = Date.now();
    if (now - (loggedAt.get(message) ?? -Infinity) < REPEAT_MS) return false;
    loggedAt.set(message, now);
    return true;
  };
  boss.on('error', (error) => {
    // pg-boss adds the id of its worker to the message.
    const kind = error.message.replace(/ \(Queue: .*$/s, '');
    if (worthTelling(kind)) log.error('the job queue reported an error', { error });
  });
  boss.on('warning', (warning) => {
    if (worthTelling(warning.message))
      log.warn('the job queue reported a warning', { warning: warning.message });
  });
}
