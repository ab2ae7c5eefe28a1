import type { PGlite } from '@electric-sql/pglite';
import { getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/pglite';
import { silentLog, type Log } from '@/lib/platform/log';
import { memoryDataKeys } from './data-keys';
import { fileDataKeys } from './embedded/file-data-keys';
import { openInFolder, openInMemory, type OpenedEmbedded } from './embedded/open-embedded';
import { eraseDeleted } from './erase-deleted';
import { openPostgres } from './postgres/open-postgres';
import { tableDataKeys } from './postgres/table-data-keys';
import { installQueryErrors } from './query-errors';
import * as schema from './schema';
import type { SqlClient, SqlExecutor } from './sql-client';
import type { Database, QueueDatabase, QueueExecutor, Store, Transaction } from './types';
import { TransactionGuard } from './transaction-guard';
import { WatchedClient } from './watched-client';

export type StoreOptions = ({ databaseUrl: string } | { dataDir: string } | { memory: true }) & {
  /** Receives lost connections. The next query opens a new one. */
  log?: Log;
};

/**
 * Opens a database and brings it up to date: a PostgreSQL server, a folder (for this process alone), or
 * memory.
 * *Errors*: `data-folder-in-use`, `storage-unavailable`, `storage-full`, `configuration`.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  installQueryErrors();
  const guard = new TransactionGuard();
  if ('databaseUrl' in options) {
    const client = await openPostgres(options.databaseUrl, guard, options.log ?? silentLog);
    return {
      ...storeOn(new WatchedClient(client), guard, 'postgres'),
      kind: 'postgres',
      snapshot: async () => {
        const { reader, release } = await client.snapshot();
        return { db: drizzle(asPglite(reader), { schema }), release };
      },
      dataKeys: tableDataKeys(client),
      eraseDeleted: () => eraseDeleted(client, 'postgres'),
      analyze: () => Promise.resolve(),
      maintain: () => Promise.resolve(),
      stats: () => Promise.resolve(null),
      close: once(() => client.close()),
    };
  }
  if ('dataDir' in options) {
    const opened = await openInFolder(options.dataDir, guard);
    return {
      ...embeddedStore(opened, guard, 'embedded'),
      dataKeys: fileDataKeys(options.dataDir),
    };
  }
  return {
    ...embeddedStore(await openInMemory(guard), guard, 'memory'),
    dataKeys: memoryDataKeys(),
  };
}

function embeddedStore(
  opened: OpenedEmbedded,
  guard: TransactionGuard,
  kind: 'embedded' | 'memory',
): Omit<Store, 'dataKeys'> {
  const { client } = opened;
  const parts = storeOn(new WatchedClient(client), guard, 'pglite');
  return {
    ...parts,
    kind,
    snapshot: () => Promise.resolve({ db: parts.db, release: () => Promise.resolve() }),
    // A query would wait for its turn. A thread that just answered another call is working.
    ping: () => (client.worker.answeredLately() ? Promise.resolve() : parts.ping()),
    analyze: (tables) => analyze(client, tables),
    maintain: () => vacuum(client),
    eraseDeleted: () => eraseDeleted(client, 'embedded'),
    stats: () => client.worker.stats(),
    close: once(() => opened.close()),
  };
}

/** Statistics sample 300 times this many rows. PostgreSQL's default of 100 would read entire tables. */
const STATISTICS_TARGET = 10;

async function analyze(client: SqlClient, tables: readonly PgTable[]): Promise<void> {
  const names = tables.map((table) => `"${getTableName(table)}"`).join(', ');
  await client.transaction(async (tx) => {
    await tx.exec(`SET LOCAL default_statistics_target = ${STATISTICS_TARGET}; ANALYZE ${names}`);
  });
}

/** Vacuums table by table, so that other queries get their turns in between. */
async function vacuum(client: SqlClient): Promise<void> {
  const { rows } = await client.query(
    `SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'latchkey_jobs')`,
    [],
    { rowMode: 'array' },
  );
  for (const row of rows) {
    if (Array.isArray(row) && typeof row[0] === 'string') {
      await client.exec(`VACUUM (ANALYZE) ${row[0]}`);
    }
  }
  await client.exec('CHECKPOINT');
}

function storeOn(
  client: WatchedClient,
  guard: TransactionGuard,
  backend: QueueDatabase['backend'],
): Pick<Store, 'db' | 'transaction' | 'queue' | 'ping' | 'trouble'> {
  const db: Database = drizzle(asPglite(client), { schema });
  return {
    db,
    transaction: (work) => db.transaction(work),
    queue: {
      backend,
      ...queueExecutor(client),
      within: (tx) => queueExecutor(executorOf(tx)),
      afterCommit: (hook) => guard.afterCommit(hook),
    },
    ping: async () => {
      await client.query('SELECT 1');
    },
    trouble: () => client.trouble(),
  };
}

/** The job queue sends scripts without parameters, and single statements with parameters. */
function queueExecutor(executor: SqlExecutor): QueueExecutor {
  return {
    executeSql: async (text, values) => {
      if (values !== undefined && values.length > 0) return executor.query(text, values);
      const results = await executor.exec(text);
      return { rows: results.flatMap(({ rows }) => rows) };
    },
  };
}

/** Drizzle's PGlite session only calls `query` and `transaction`. */
function asPglite(client: SqlClient): PGlite {
  return client as unknown as PGlite;
}

/** Returns the connection of a transaction, which Drizzle keeps private. */
function executorOf(tx: Transaction): SqlExecutor {
  const session: unknown = Reflect.get(tx, 'session');
  const client: unknown =
    typeof session === 'object' && session !== null ? Reflect.get(session, 'client') : null;
  if (!isExecutor(client)) throw new Error('this transaction belongs to another store');
  return client;
}

function isExecutor(value: unknown): value is SqlExecutor {
  return typeof value === 'object' && value !== null && 'query' in value && 'exec' in value;
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closed: Promise<void> | null = null;
  return () => (closed ??= close());
}
