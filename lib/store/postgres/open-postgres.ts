import pg from 'pg';
import { AppError } from '@/lib/core';
import type { Log } from '@/lib/telemetry';
import { migrate, readMigrations } from '../migrate';
import { mapStorageError } from '../storage-errors';
import type { TransactionGuard } from '../transaction-guard';
import { executorOf, PostgresClient } from './postgres-client';

/** Any number, the same in every replica: whoever holds it migrates. */
const MIGRATION_LOCK = 7_241_905_113;
const CONNECT_TIMEOUT_MS = 5_000;
/** A server that went silent must not hold a request for ever. */
const QUERY_TIMEOUT_MS = 120_000;
const MOST_CONNECTIONS = 10;
/** Downloads have connections of their own, so that slow readers take none from other requests. */
const MOST_SNAPSHOTS = 8;
/** The server cuts a download that asks for nothing for so long, should this process fail to. */
const SNAPSHOT_IDLE_MS = 180_000;

/**
 * The database of a PostgreSQL server, brought up to date.
 * *Errors*: `storage-unavailable`, `configuration`.
 */
export async function openPostgres(
  databaseUrl: string,
  guard: TransactionGuard,
  log: Log,
): Promise<PostgresClient> {
  await migrateAlone(databaseUrl);
  const poolOf = (max: number, config: pg.PoolConfig = {}): pg.Pool => {
    const pool = new pg.Pool({
      ...connection(databaseUrl),
      max,
      idleTimeoutMillis: 30_000,
      query_timeout: QUERY_TIMEOUT_MS,
      ...config,
    });
    const onConnectionLost = (error: Error) => log.warn('database connection lost', { error });
    // Without a listener a connection that breaks while idle, or between two statements of a
    // transaction, would end the process. The pool replaces it by itself.
    pool.on('error', onConnectionLost);
    pool.on('connect', (client) => client.on('error', onConnectionLost));
    return pool;
  };
  return new PostgresClient(
    poolOf(MOST_CONNECTIONS),
    poolOf(MOST_SNAPSHOTS, { idle_in_transaction_session_timeout: SNAPSHOT_IDLE_MS }),
    guard,
  );
}

function connection(databaseUrl: string): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    application_name: 'latchkey',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: '-c TimeZone=UTC',
  };
}

/** One connection holds the lock and migrates: replicas that start together take turns. */
async function migrateAlone(databaseUrl: string): Promise<void> {
  const client = new pg.Client(connection(databaseUrl));
  const lost: Error[] = [];
  client.on('error', (error) => lost.push(error));
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(executorOf(client), await readMigrations());
  } catch (error) {
    throw explain(lost[0] ?? error);
  } finally {
    // Ends the session, and with it the lock.
    await client.end();
  }
}

function explain(error: unknown): Error {
  const mapped = mapStorageError(error);
  if (mapped instanceof AppError || !('code' in mapped)) return mapped;
  const refused = typeof mapped.code === 'string' && /^(28...|3D000|42501)$/.test(mapped.code);
  if (!refused) return mapped;
  return new AppError(
    'configuration',
    'The database refused Latchkey. Check user, password and database name in DATABASE_URL.',
    { message: mapped.message, cause: mapped },
  );
}
