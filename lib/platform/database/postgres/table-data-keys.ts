import { newDataKey, type DataKeys } from '../data-keys';
import type { SqlClient } from '../sql-client';

/**
 * Keeps data keys in an unlogged table, so they reach neither the write-ahead log nor its archives,
 * replicas and base backups. A crash of the PostgreSQL server empties the table. A running audit then loses
 * its key and stops as `credential-gone`, and an owner can resume it.
 */
export function tableDataKeys(client: SqlClient): DataKeys {
  return {
    create: async () => {
      const made = newDataKey();
      await client.query(
        'INSERT INTO audit_data_keys (id, data_key, created_at) VALUES ($1, $2, now())',
        [made.id, made.key],
      );
      return made;
    },
    read: async (id) => {
      const { rows } = await client.query(
        'SELECT data_key FROM audit_data_keys WHERE id = $1',
        [id],
        { rowMode: 'array' },
      );
      const [row] = rows;
      return Array.isArray(row) && typeof row[0] === 'string' ? row[0] : null;
    },
    destroy: async (id) => {
      const { affectedRows } = await client.query('DELETE FROM audit_data_keys WHERE id = $1', [
        id,
      ]);
      // A deleted row stays in its page until the table is rewritten.
      if (affectedRows > 0) await client.exec('VACUUM (FULL) audit_data_keys');
    },
    list: async () => {
      const { rows } = await client.query(
        'SELECT id, extract(epoch FROM created_at)::float8 FROM audit_data_keys',
        [],
        { rowMode: 'array' },
      );
      return rows.flatMap((row) =>
        Array.isArray(row) && typeof row[0] === 'string' && typeof row[1] === 'number'
          ? [{ id: row[0], createdAt: new Date(row[1] * 1000) }]
          : [],
      );
    },
  };
}
