import { setTimeout as sleep } from 'node:timers/promises';
import type { SqlClient } from './sql-client';
import { SqlError } from './storage-errors';

/** Latchkey's tables, including those of the queue, with the file of each. */
const TABLES = `
  SELECT c.oid::regclass::text, pg_relation_filenode(c.oid)::text
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND n.nspname IN (current_schema(), 'latchkey_jobs')`;
/** The SQLSTATE for a missing permission. */
const NOT_ALLOWED = '42501';
const ATTEMPTS = 5;
const PAUSE_MS = 1_000;

/** See `Store.eraseDeleted`. Tables in use are retried, and returned if they stay in use. */
export async function eraseDeleted(
  client: SqlClient,
  kind: 'embedded' | 'postgres',
): Promise<string[]> {
  let left = [...(await filesOf(client)).keys()];
  for (let attempt = 1; left.length > 0; attempt += 1) {
    left = await rewrite(client, left);
    if (attempt === ATTEMPTS || left.length === 0) break;
    await sleep(PAUSE_MS);
  }
  if (kind === 'embedded') {
    await client.exec('VACUUM (FULL) pg_catalog.pg_statistic');
    await client.query('SELECT pg_switch_wal()');
    await client.exec('CHECKPOINT');
  } else {
    await ifAllowed(() => client.exec('CHECKPOINT'));
  }
  return left;
}

/** Rewrites table by table, so that other queries get turns in between. *Shape*: the tables in use. */
async function rewrite(client: SqlClient, tables: readonly string[]): Promise<string[]> {
  const before = await filesOf(client);
  // Skip a locked table, because all other queries would wait behind our wait for the lock.
  for (const table of tables) await client.exec(`VACUUM (FULL, ANALYZE, SKIP_LOCKED) ${table}`);
  const after = await filesOf(client);
  return tables.filter((table) => after.has(table) && after.get(table) === before.get(table));
}

/** Returns the file of each table. A rewritten table has a new file. */
async function filesOf(client: SqlClient): Promise<Map<string, string>> {
  const { rows } = await client.query(TABLES, [], { rowMode: 'array' });
  const files = new Map<string, string>();
  for (const row of rows) {
    if (!Array.isArray(row)) continue;
    const [table, file] = row as unknown[];
    if (typeof table === 'string' && typeof file === 'string') files.set(table, file);
  }
  return files;
}

async function ifAllowed(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SqlError) || error.code !== NOT_ALLOWED) throw error;
  }
}
