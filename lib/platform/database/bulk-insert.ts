import { partsOf } from '@/lib/domain/core';
import { getTableColumns, getTableName, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database, Transaction } from './types';

/** Rows per parameter: large enough to be fast, small enough to be copied quickly. */
const ROWS_A_STATEMENT = 1_000;

/**
 * Inserts many rows with one parameter per statement, about ten times as fast as `insert().values()`.
 * Columns that no row sets get their default. `onConflict` is the SQL after `ON CONFLICT`.
 */
export async function bulkInsert<T extends PgTable>(
  db: Database | Transaction,
  table: T,
  rows: readonly T['$inferInsert'][],
  options: { onConflict?: SQL } = {},
): Promise<void> {
  const columns = Object.entries(getTableColumns(table))
    .filter(([key]) => rows.some((row) => Reflect.get(row, key) !== undefined))
    .map(([key, column], index) => ({
      key,
      name: sql.identifier(column.name),
      type: sql.raw(column.getSQLType()),
      short: `c${index}`,
    }));
  const names = sql.join(
    columns.map(({ name }) => name),
    sql`, `,
  );
  for (const part of partsOf(rows, ROWS_A_STATEMENT)) {
    // Send values that are the same in every row, such as the audit, only once.
    const differing = columns.filter(({ key }, index) => index === 0 || !isShared(part, key));
    const values = columns.map((column) =>
      differing.includes(column)
        ? sql.identifier(column.short)
        : sql`${toText(Reflect.get(part[0] ?? {}, column.key))}::text::${column.type}`,
    );
    const types = differing.map(({ short, type }) => sql`${sql.identifier(short)} ${type}`);
    await db.execute(sql`
      INSERT INTO ${sql.identifier(getTableName(table))} (${names})
      SELECT ${sql.join(values, sql`, `)}
      FROM jsonb_to_recordset(${JSON.stringify(part.map((row) => pick(row, differing)))}::jsonb)
        AS rows(${sql.join(types, sql`, `)})
      ${options.onConflict === undefined ? sql`` : sql`ON CONFLICT ${options.onConflict}`}`);
  }
}

function isShared(rows: readonly object[], key: string): boolean {
  const first = toText(Reflect.get(rows[0] ?? {}, key));
  return first !== undefined && rows.every((row) => toText(Reflect.get(row, key)) === first);
}

/** A simple value as text for PostgreSQL; `undefined` for lists and objects. */
function toText(value: unknown): string | null | undefined {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function pick(row: object, columns: readonly { key: string; short: string }[]): object {
  const picked: Record<string, unknown> = {};
  for (const { key, short } of columns) picked[short] = Reflect.get(row, key) ?? null;
  return picked;
}
