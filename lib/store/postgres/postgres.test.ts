import net from 'node:net';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { silentLog } from '@/lib/telemetry';
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
  afterEach(async () => {
    for (const store of stores.reverse()) await store.close();
    stores = [];
  });

  it('recovers by itself when the server cut every connection', async () => {
    const store = await fresh();
    const admin = await openStore({ databaseUrl: await urlOf(store), log: silentLog });
    stores.push(admin);
    // Several idle connections, one in the middle of a statement, one between two of a transaction.
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
      { timeout: 20_000 },
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
    // More than the pool holds: none of its places may have been lost.
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

  it('gives a server that accepts connections and never answers 5 seconds', async () => {
    const silent = net.createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', () => resolve()));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await expect(
      openStore({ databaseUrl: `postgres://nobody@127.0.0.1:${port}/none` }),
    ).rejects.toMatchObject({
      code: 'storage-unavailable',
      publicMessage: expect.stringContaining('accepted no connection in time'),
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
