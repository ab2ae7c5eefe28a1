import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Creates a database on the server: a copy of `template`, or an empty one. */
export async function createDatabase(
  serverUrl: string,
  template: string | null,
): Promise<{ name: string; url: string }> {
  const name = `latchkey_test_${randomBytes(6).toString('hex')}`;
  const copied = template === null ? '' : ` TEMPLATE ${template}`;
  await runOnServer(serverUrl, `CREATE DATABASE ${name}${copied}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { name, url: url.href };
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await runOnServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** *Units*: bytes. */
export async function sizeOfDatabase(url: string): Promise<number> {
  const { rows } = await runOnServer(url, 'SELECT pg_database_size(current_database()) AS bytes');
  return Number(rows[0]?.bytes);
}

async function runOnServer(
  serverUrl: string,
  statement: string,
): Promise<pg.QueryResult<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}
