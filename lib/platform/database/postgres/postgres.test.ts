import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startQueue } from '@/lib/platform/queue';
import { silentLog } from '@/lib/platform/log';
import { openStore, schema, type Store } from '../index';
import { testDatabases } from '../testing';

const postgres = testDatabases().find(({ name }) => name === 'postgres');

describe.skipIf(postgres?.available !== true)('the store on a PostgreSQL server', () => {
  let stores: Store[] = [];
  const fresh = async () => {
    if (postgres === undefined) throw new Error('not available');
    const store = await postgres.open();
    stores.push(store);
    return store;
  };
  const urlOf = async (store: Store) => {
    const { rows } = await store.db.execute<{ name: string }>(
      sql`SELECT current_database() AS name`,
    );
    const url = new URL(process.env.TEST_DATABASE_URL ?? '');
    url.pathname = `/${rows[0]?.name ?? ''}`;
    return url.href;
  };
  const serverUrl = process.env.TEST_DATABASE_URL ?? '';
  /** Run after a test, last first. */
  let undo: (() => Promise<unknown>)[] = [];
  const run = async (url: string, statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  const databaseWith = async (options: string) => {
    const name = `latchkey_test_${randomBytes(6).toString('hex')}`;
    await run(serverUrl, `CREATE DATABASE ${name} ${options}`);
    undo.push(() => run(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`));
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    return url.href;
  };
  /** Creates a role that may only connect to the database. */
  const roleIn = async (databaseUrl: string) => {
    const name = `latchkey_test_${randomBytes(6).toString('hex')}`;
    const password = randomBytes(12).toString('hex');
    await run(serverUrl, `CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
    undo.unshift(() => run(serverUrl, `DROP ROLE ${name}`));
    const url = new URL(databaseUrl);
    url.username = name;
    url.password = password;
    return { name, url: url.href };
  };
  afterEach(async () => {
    for (const store of stores.reverse()) await store.close();
    stores = [];
    for (const work of undo.reverse()) await work();
    undo = [];
  });

  it('recovers by itself when the server cut every connection', async () => {
    const store = await fresh();
    const admin = await openStore({ databaseUrl: await urlOf(store), log: silentLog });
    stores.push(admin);
    // Several idle connections, one running a statement, and one between two statements of a transaction.
    await Promise.all(Array.from({ length: 4 }, () => store.ping()));
    const statement = store.db.execute(sql`SELECT pg_sleep(20)`);
    let goOn = () => undefined as unknown;
    const cut = new Promise((resolve) => (goOn = () => resolve(null)));
    const transaction = store.transaction(async (tx) => {
      await tx.execute(sql`SELECT 1`);
      await cut;
      await tx.execute(sql`SELECT 2`);
    });
    const outcomes = Promise.allSettled([statement, transaction]);
    await vi.waitFor(
      async () => {
        const { rows } = await admin.db.execute(sql`
          SELECT state FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()
            AND (query LIKE '%pg_sleep%' OR state = 'idle in transaction') ORDER BY state`);
        expect(rows).toEqual([{ state: 'active' }, { state: 'idle in transaction' }]);
      },
      { timeout: 120_000 },
    );
    await admin.db.execute(sql`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    goOn();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { code: 'storage-unavailable' },
      });
    }
    // More transactions than the pool has connections, so a lost connection would show.
    await Promise.all(
      Array.from({ length: 30 }, () => store.transaction((tx) => tx.$count(schema.audits))),
    );
  });

  it('says that a server that is not there is unavailable', async () => {
    await expect(
      openStore({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' }),
    ).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it('says that a database that is not there is a matter of configuration', async () => {
    const url = new URL(process.env.TEST_DATABASE_URL ?? '');
    url.pathname = '/latchkey_no_such_database';
    await expect(openStore({ databaseUrl: url.href })).rejects.toMatchObject({
      code: 'configuration',
    });
  });

  it('refuses a database that is not UTF8, and says how to create one that is', async () => {
    const databaseUrl = await databaseWith(
      `ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'`,
    );
    await expect(openStore({ databaseUrl })).rejects.toMatchObject({
      code: 'configuration',
      publicMessage: expect.stringMatching(/LATIN1.*CREATE DATABASE latchkey ENCODING 'UTF8'/),
    });
  });

  it('opens for a role that has nothing but a schema, and one for the queue', async () => {
    const databaseUrl = await databaseWith('');
    const role = await roleIn(databaseUrl);
    await run(databaseUrl, `CREATE SCHEMA own AUTHORIZATION ${role.name}`);
    await run(databaseUrl, `ALTER ROLE ${role.name} SET search_path = own`);
    const store = await openStore({ databaseUrl: role.url });
    stores.push(store);
    const again = await openStore({ databaseUrl: role.url });
    stores.push(again);
    expect(await again.db.$count(schema.audits)).toBe(0);
    await expect(startQueue({ database: store.queue, log: silentLog })).rejects.toMatchObject({
      code: 'configuration',
      publicMessage: expect.stringContaining('CREATE SCHEMA latchkey_jobs AUTHORIZATION'),
    });
    await run(databaseUrl, `CREATE SCHEMA latchkey_jobs AUTHORIZATION ${role.name}`);
    const queue = await startQueue({ database: store.queue, log: silentLog });
    await queue.stop({ graceful: false });
    expect(await store.eraseDeleted()).toEqual([]);
  });

  it('tells a role that may create no table what it lacks', async () => {
    const databaseUrl = await databaseWith('');
    const role = await roleIn(databaseUrl);
    const refusal = {
      code: 'configuration',
      publicMessage: expect.stringContaining('no permission to create or change tables'),
    };
    await run(databaseUrl, 'REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    await expect(openStore({ databaseUrl: role.url })).rejects.toMatchObject(refusal);
    await run(databaseUrl, `ALTER ROLE ${role.name} SET search_path = missing`);
    await expect(openStore({ databaseUrl: role.url })).rejects.toMatchObject(refusal);
  });

  it('gives a server that accepts connections and never answers 5 seconds', async () => {
    const silent = net.createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', () => resolve()));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await expect(
      openStore({ databaseUrl: `postgres://nobody@127.0.0.1:${port}/none` }),
    ).rejects.toMatchObject({
      code: 'storage-unavailable',
      publicMessage: expect.stringContaining('connect to the database in time'),
    });
    silent.close();
  });

  it('limits each statement and each idle transaction, and leaves no lock behind', async () => {
    const store = await fresh();
    const limits = sql`SELECT current_setting('statement_timeout') AS statement,
      current_setting('idle_in_transaction_session_timeout') AS idle,
      current_setting('TimeZone') AS zone`;
    expect((await store.db.execute(limits)).rows).toEqual([
      { statement: '1min', idle: '5min', zone: 'UTC' },
    ]);
    const inside = await store.transaction((tx) => tx.execute(limits));
    expect(inside.rows).toEqual([{ statement: '10min', idle: '5min', zone: 'UTC' }]);
    const { rows } = await store.db.execute(sql`
      SELECT 1 FROM pg_locks WHERE locktype = 'advisory'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    expect(rows).toEqual([]);
    await expect(
      store.transaction(async (tx) => {
        await tx.execute(sql`SET LOCAL statement_timeout = 100`);
        await tx.execute(sql`SELECT pg_sleep(20)`);
      }),
    ).rejects.toMatchObject({
      code: 'storage-unavailable',
      publicMessage: expect.stringContaining('took too long'),
    });
  });

  it('migrates once where several replicas start together', async () => {
    const store = await fresh();
    const databaseUrl = await urlOf(store);
    await store.db.execute(sql`DROP SCHEMA public CASCADE`);
    await store.db.execute(sql`CREATE SCHEMA public`);
    const replicas = await Promise.all(Array.from({ length: 4 }, () => openStore({ databaseUrl })));
    stores.push(...replicas);
    for (const replica of replicas) expect(await replica.db.$count(schema.audits)).toBe(0);
  });
});
