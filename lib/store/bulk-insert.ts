import { getTableColumns, getTableName, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database, Transaction } from './types';

/** One parameter holds this many rows: large enough to be fast, small enough to be copied at once. */
const ROWS_A_STATEMENT = 2_000;

/**
 * Inserts many rows as one parameter a statement, some ten times as fast as `insert().values()`.
 * Columns that no row names get their default. `onConflict`: what follows `ON CONFLICT`.
 */
export async function bulkInsert<T extends PgTable>(
  db: Database | Transaction,
  table: T,
  rows: readonly T['$inferInsert'][],
  options: { onConflict?: SQL } = {},
): Promise<void> {
  const columns = Object.entries(getTableColumns(table)).filter(([key]) =>
    rows.some((row) => Reflect.get(row, key) !== undefined),
  );
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  const types = sql.join(
    columns.map(
      ([, column]) => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`,
    ),
    sql`, `,
  );
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    const part = rows
      .slice(start, start + ROWS_A_STATEMENT)
      .map((row) =>
        Object.fromEntries(
          columns.map(([key, column]) => [column.name, toJson(Reflect.get(row, key))]),
        ),
      );
    await db.execute(sql`
      INSERT INTO ${sql.identifier(getTableName(table))} (${names})
      SELECT ${names} FROM jsonb_to_recordset(${JSON.stringify(part)}::jsonb) AS rows(${types})
      ${options.onConflict === undefined ? sql`` : sql`ON CONFLICT ${options.onConflict}`}`);
  }
}

function toJson(value: unknown): unknown {
  return value === undefined ? null : value;
}
