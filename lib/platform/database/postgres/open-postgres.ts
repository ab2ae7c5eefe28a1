import pg from 'pg';
import { AppError, HOUR_MS } from '@/lib/domain/core';
import type { Log } from '@/lib/platform/log';
import { migrate, readMigrations } from '../migrate';
import { mapStorageError, SqlError } from '../storage-errors';
import type { TransactionGuard } from '../transaction-guard';
import { executorOf, PostgresClient } from './postgres-client';
import { IDLE_IN_TRANSACTION_MS, STATEMENT_TIMEOUT_MS } from './time-limits';

/**
 * An arbitrary number, the same in every process: the one that holds the lock migrates. The lock ends with
 * its transaction, so a pooler between us and the server can't leave it behind.
 */
const MIGRATE_ALONE = 'SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(7241905113)';
const CONNECT_TIMEOUT_MS = 5_000;
const MIGRATION_TIMEOUT_MS = HOUR_MS;
/** A server that stops answering must not block a request forever. */
const QUERY_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 15_000;
const MOST_CONNECTIONS = 10;
/** Downloads have their own connections, so that slow readers don't block other requests. */
const MOST_SNAPSHOTS = 8;
/** Not sent as startup options, because poolers reject those. */
const SETTINGS = `SET TimeZone = 'UTC'; SET statement_timeout = ${STATEMENT_TIMEOUT_MS};
  SET idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS}`;

/**
 * Connects to a PostgreSQL server and brings its database up to date.
 * *Errors*: `storage-unavailable`, `configuration`.
 */
export async function openPostgres(
  databaseUrl: string,
  guard: TransactionGuard,
  log: Log,
): Promise<PostgresClient> {
  await migrateAlone(databaseUrl);
  const poolOf = (max: number): pg.Pool => {
    const pool = new pg.Pool({
      ...connection(databaseUrl),
      max,
      idleTimeoutMillis: 30_000,
      query_timeout: QUERY_TIMEOUT_MS,
      onConnect: applySettings,
    });
    const onConnectionLost = (error: Error) =>
      log.warn('the database connection was lost', { error });
    // Without a listener, a connection that breaks while idle or between two statements would end the
    // process. The pool replaces it by itself.
    pool.on('error', onConnectionLost);
    pool.on('connect', (client) => client.on('error', onConnectionLost));
    return pool;
  };
  return new PostgresClient(poolOf(MOST_CONNECTIONS), poolOf(MOST_SNAPSHOTS), guard);
}

/** The pool waits for the result, but its types don't say so. */
function applySettings(client: pg.ClientBase): unknown {
  return client.query(SETTINGS);
}

function connection(databaseUrl: string): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    application_name: 'latchkey',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** Migrates on a single connection that holds the lock, so processes that start together take turns. */
async function migrateAlone(databaseUrl: string): Promise<void> {
  const client = new pg.Client({
    ...connection(databaseUrl),
    query_timeout: MIGRATION_TIMEOUT_MS,
  });
  const lost: Error[] = [];
  client.on('error', (error) => lost.push(error));
  try {
    await client.connect();
    await client.query(`SET TimeZone = 'UTC'`);
    await refuseOtherEncodings(client);
    await migrate(executorOf(client), await readMigrations(), MIGRATE_ALONE);
  } catch (error) {
    throw explain(lost[0] ?? error);
  } finally {
    await client.end();
  }
}

/** *Errors*: `configuration` if the encoding can't store or search names beyond ASCII. */
async function refuseOtherEncodings(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('SHOW server_encoding');
  const encoding = rows[0]?.server_encoding ?? 'unknown';
  if (encoding === 'UTF8') return;
  throw new AppError(
    'configuration',
    `The database in DATABASE_URL has the encoding ${encoding}, but Latchkey requires UTF8. Create one with CREATE DATABASE latchkey ENCODING 'UTF8' TEMPLATE template0, then use it in DATABASE_URL.`,
  );
}

/** Missing permission on a schema, or no schema in the search path. */
const MAY_NOT_CREATE = /^(42501|3F000)$/;
const REFUSED = /^(28...|3D000)$/;

function explain(error: unknown): Error {
  const mapped = mapStorageError(error);
  if (!(mapped instanceof SqlError)) return mapped;
  const text = MAY_NOT_CREATE.test(mapped.code)
    ? 'The database user in DATABASE_URL has no permission to create or change tables. Make it the owner of the database, or grant it CREATE on its schema and ownership of the tables in it. Then start Latchkey again.'
    : REFUSED.test(mapped.code)
      ? 'The database rejected the connection. Check the user, password, and database name in DATABASE_URL.'
      : null;
  if (text === null) return mapped;
  return new AppError('configuration', text, { message: mapped.message, cause: mapped });
}
