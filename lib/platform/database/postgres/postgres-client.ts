import { AppError } from '@/lib/domain/core';
import pg from 'pg';
import { transactionAborted } from '../embedded/embedded-client';
import {
  parseInt8,
  type SqlClient,
  type SqlExecutor,
  type SqlQueryOptions,
  type SqlResult,
} from '../sql-client';
import { mapStorageError } from '../storage-errors';
import type { TransactionGuard } from '../transaction-guard';
import { CONTROL_TIMEOUT_MS, IN_TRANSACTION_TIMEOUT_MS } from './time-limits';

const INT8 = 20;

type Runner = Pick<pg.Pool | pg.PoolClient, 'query'>;

/** A PostgreSQL server with two connection pools, one of them for snapshots. */
export class PostgresClient implements SqlClient {
  readonly #pool: pg.Pool;
  readonly #snapshots: pg.Pool;
  readonly #guard: TransactionGuard;

  constructor(pool: pg.Pool, snapshots: pg.Pool, guard: TransactionGuard) {
    this.#pool = pool;
    this.#snapshots = snapshots;
    this.#guard = guard;
  }

  async query(text: string, params: unknown[] = [], options: SqlQueryOptions = {}) {
    this.#guard.refuseInside();
    return runQuery(this.#pool, text, params, options);
  }

  async exec(text: string): Promise<SqlResult[]> {
    this.#guard.refuseInside();
    return runScript(this.#pool, text);
  }

  async transaction<T>(work: (executor: SqlExecutor) => Promise<T>): Promise<T> {
    this.#guard.refuseInside();
    const client = await begin(this.#pool, BEGIN);
    let broken: Error | undefined;
    try {
      return await this.#guard.run(
        () => work(executorOf(client, IN_TRANSACTION_LIMIT_MS)),
        async (outcome) => {
          const result = await outcome;
          const commit = await mapped(() =>
            client.query(limited({ text: 'COMMIT' }, IN_TRANSACTION_LIMIT_MS)),
          );
          // The server answers COMMIT with ROLLBACK if a statement failed and its error was ignored.
          if (commit.command === 'ROLLBACK') throw transactionAborted();
          return result;
        },
      );
    } catch (error) {
      broken = await rollback(client);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Opens a separate connection whose queries all see the database as of the first query. */
  async snapshot(): Promise<{ reader: SqlClient; release: () => Promise<void> }> {
    const { idleCount, totalCount, options } = this.#snapshots;
    if (idleCount === 0 && totalCount >= options.max) {
      throw new AppError(
        'too-many-requests',
        'Too many downloads are running. Wait until one finishes, then try again.',
      );
    }
    const client = await begin(this.#snapshots, BEGIN_SNAPSHOT);
    const executor = executorOf(client);
    let released: Promise<void> | null = null;
    const release = () =>
      (released ??= rollback(client).then((broken) => {
        client.release(broken);
      }));
    return {
      reader: { ...executor, transaction: (work) => work(executor), close: release },
      release,
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.end(), this.#snapshots.end()]);
  }
}

/**
 * Starts a transaction on a connection from the pool. The server may have closed an idle connection
 * unnoticed. Nothing was done on it yet, so try another one, at most as often as the pool has connections.
 */
async function begin(pool: pg.Pool, text: string): Promise<pg.PoolClient> {
  for (let left = pool.options.max; ; left -= 1) {
    const client = await mapped(() => pool.connect());
    try {
      await runScript(client, text, CONTROL_TIMEOUT_MS);
      return client;
    } catch (error) {
      client.release(true);
      if (left <= 0 || !isUnavailable(error)) throw error;
    }
  }
}

/** Runs statements on the given connection, with a time limit for each. */
export function executorOf(client: Runner, limitMs?: number): SqlExecutor {
  return {
    query: (text, params = [], options = {}) => runQuery(client, text, params, options, limitMs),
    exec: (text) => runScript(client, text, limitMs),
  };
}

const BEGIN = `BEGIN; SET LOCAL statement_timeout = ${IN_TRANSACTION_TIMEOUT_MS}`;
/** The server ends the transaction of a download after this idle time, in case this process doesn't. */
const SNAPSHOT_IDLE_MS = 180_000;
const BEGIN_SNAPSHOT = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL idle_in_transaction_session_timeout = ${SNAPSHOT_IDLE_MS}`;
/** The server's own limit comes first. This one is for a server that doesn't answer at all. */
const IN_TRANSACTION_LIMIT_MS = IN_TRANSACTION_TIMEOUT_MS + 15_000;

/** node-postgres accepts a limit per statement, but its types don't include it. */
type LimitedQuery = pg.QueryConfig & { query_timeout?: number };

function limited(config: pg.QueryConfig, limitMs: number | undefined): LimitedQuery {
  return limitMs === undefined ? config : { ...config, query_timeout: limitMs };
}

const isUnavailable = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'storage-unavailable';

/** Returns the error if the rollback fails, so that the pool discards the connection. */
async function rollback(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query(limited({ text: 'ROLLBACK' }, CONTROL_TIMEOUT_MS));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function runQuery(
  runner: Runner,
  text: string,
  params: unknown[],
  options: SqlQueryOptions,
  limitMs?: number,
): Promise<SqlResult> {
  const config: pg.QueryConfig = {
    text,
    values: params,
    types: { getTypeParser: (oid, format) => parserOf(oid, format, options) },
    ...(options.rowMode === 'array' ? { rowMode: 'array' } : {}),
  };
  const result = await mapped(() => runner.query<never>(limited(config, limitMs)));
  return toResult(result);
}

async function runScript(runner: Runner, text: string, limitMs?: number): Promise<SqlResult[]> {
  const config: pg.QueryConfig = {
    text,
    types: { getTypeParser: (oid, format) => parserOf(oid, format, {}) },
  };
  // node-postgres returns a list for several statements, but its types don't say so.
  const answer: pg.QueryResult<never> | pg.QueryResult<never>[] = await mapped(() =>
    runner.query<never>(limited(config, limitMs)),
  );
  return (Array.isArray(answer) ? answer : [answer]).map(toResult);
}

function toResult(result: pg.QueryResult<never>): SqlResult {
  return { rows: result.rows, fields: result.fields, affectedRows: result.rowCount ?? 0 };
}

function parserOf(
  oid: number,
  format: 'text' | 'binary' | undefined,
  { parsers }: SqlQueryOptions,
): (text: string) => unknown {
  const own = parsers?.[oid];
  if (own !== undefined) return own;
  if (oid === INT8) return parseInt8;
  return vendorParser(oid, format ?? 'text');
}

/** node-postgres types the oid as its own enum, but accepts every type. */
function vendorParser(oid: number, format: 'text' | 'binary'): (text: string) => unknown {
  const find = pg.types.getTypeParser as (oid: number, format: string) => (text: string) => unknown;
  return find(oid, format);
}

async function mapped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw mapStorageError(error);
  }
}
