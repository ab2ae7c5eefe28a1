import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AppError } from '@/lib/domain/core';
import { repositoryPath } from './repository-path';
import type { SqlExecutor } from './sql-client';

const FOLDER = 'lib/platform/database/migrations';
const TABLE = 'latchkey_migrations';

/**
 * Members are written once and updated once. If the page has room for the updated row, indexes aren't written
 * again, which saves a third of the cost. Keys are updated in indexed columns, so for them room saves nothing.
 * drizzle-kit doesn't support storage parameters.
 */
const STORAGE = `
  ALTER TABLE audit_members SET (fillfactor = 50);
  ALTER TABLE audit_keys RESET (fillfactor)`;

/** One migration, as drizzle-kit wrote it. */
export interface Migration {
  tag: string;
  hash: string;
  statements: string[];
}

/** Reads all migrations, oldest first. */
export async function readMigrations(): Promise<Migration[]> {
  const journal: unknown = JSON.parse(
    await readFile(repositoryPath(`${FOLDER}/meta/_journal.json`), 'utf8'),
  );
  return Promise.all(
    tagsOf(journal).map(async (tag) => {
      const text = await readFile(repositoryPath(`${FOLDER}/${tag}.sql`), 'utf8');
      const hash = createHash('sha256').update(text).digest('hex');
      return { tag, hash, statements: text.split('--> statement-breakpoint') };
    }),
  );
}

/** Identifies the schema that these migrations produce. */
export function hashOfMigrations(migrations: readonly Migration[]): string {
  const hash = createHash('sha256');
  for (const migration of migrations) hash.update(migration.hash);
  return hash.digest('hex').slice(0, 16);
}

/**
 * Brings the database up to date in one transaction. `alone` runs first in it; if several processes share
 * the database, it waits until no other process migrates.
 * *Shape*: true if an existing database was changed.
 * *Errors*: `configuration` for a database of another version, or if permissions are missing.
 */
export async function migrate(
  executor: SqlExecutor,
  migrations: readonly Migration[],
  alone = '',
): Promise<boolean> {
  await executor.exec('BEGIN');
  try {
    if (alone !== '') await executor.exec(alone);
    const changed = await applyMissing(executor, migrations);
    await executor.exec('COMMIT');
    return changed;
  } catch (error) {
    await executor.exec('ROLLBACK');
    throw error;
  }
}

async function applyMissing(
  executor: SqlExecutor,
  migrations: readonly Migration[],
): Promise<boolean> {
  await executor.exec(
    `CREATE TABLE IF NOT EXISTS ${TABLE} (tag text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  const applied = await appliedHashes(executor);
  refuseStrangers(applied, migrations);
  for (const migration of migrations) {
    if (!applied.has(migration.tag)) await apply(executor, migration);
  }
  const changed = migrations.some(({ tag }) => !applied.has(tag));
  if (changed) await executor.exec(STORAGE);
  return changed && applied.size > 0;
}

async function appliedHashes(executor: SqlExecutor): Promise<Map<string, string>> {
  const { rows } = await executor.query(`SELECT tag, hash FROM ${TABLE}`, [], { rowMode: 'array' });
  return new Map(rows.filter(isPair));
}

function isPair(row: unknown): row is [string, string] {
  return Array.isArray(row) && typeof row[0] === 'string' && typeof row[1] === 'string';
}

function refuseStrangers(applied: Map<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map(({ tag, hash }) => [tag, hash]));
  for (const [tag, hash] of applied) {
    if (known.get(tag) === hash) continue;
    throw new AppError(
      'configuration',
      'This database was created by another version of Latchkey. Start that version, or use another database or DATA_DIR.',
      { message: `the applied migration ${tag} is unknown`, details: { tag } },
    );
  }
}

async function apply(executor: SqlExecutor, migration: Migration): Promise<void> {
  for (const statement of migration.statements) await executor.exec(statement);
  await executor.query(`INSERT INTO ${TABLE} (tag, hash) VALUES ($1, $2)`, [
    migration.tag,
    migration.hash,
  ]);
}

function tagsOf(journal: unknown): string[] {
  const entries: unknown =
    typeof journal === 'object' && journal !== null && 'entries' in journal
      ? journal.entries
      : null;
  if (!Array.isArray(entries)) throw new Error('the migration journal has no entries');
  return entries.map((entry: unknown) => {
    if (
      typeof entry === 'object' &&
      entry !== null &&
      'tag' in entry &&
      typeof entry.tag === 'string'
    ) {
      return entry.tag;
    }
    throw new Error('the migration journal has an entry without a tag');
  });
}
