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

async function runOnServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
