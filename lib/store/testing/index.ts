import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { openStore } from '../open-store';
import type { Store } from '../types';

/** The store of the test that is running; open from `beforeAll` to `afterAll`, empty at each start. */
export interface TestStore {
  readonly store: Store;
}

/** A database that tests can have, or cannot have here. */
export interface TestDatabase {
  name: 'embedded' | 'postgres';
  available: boolean;
  /** A store on an empty database of its own; closing it removes that. */
  open(): Promise<Store>;
}

/**
 * Every kind of database that we promise to work on. PostgreSQL is there when `TEST_DATABASE_URL`
 * names a server on which databases may be created.
 */
export function testDatabases(): TestDatabase[] {
  const url = process.env.TEST_DATABASE_URL;
  return [
    { name: 'embedded', available: true, open: () => openStore({ memory: true }) },
    {
      name: 'postgres',
      available: url !== undefined && url !== '',
      open: () => openFreshPostgres(url ?? ''),
    },
  ];
}

/** The same tests on every database; those that cannot be had are shown as skipped. */
export function describeStores(title: string, define: (current: TestStore) => void): void {
  for (const database of testDatabases()) {
    describe.skipIf(!database.available)(`${title} (${database.name})`, () => {
      define(useStore(() => database.open()));
    });
  }
}

/** An embedded store in memory for the tests of this file or block, emptied after each. */
export function useMemoryStore(): TestStore {
  return useStore(() => openStore({ memory: true }));
}

/** Empties every table of ours. */
export async function emptyStore(store: Store): Promise<void> {
  const { rows } = await store.db.execute<{ names: string | null }>(
    `SELECT string_agg(format('%I', tablename), ', ') AS names FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> 'latchkey_migrations'`,
  );
  const names = rows[0]?.names;
  if (names) await store.db.execute(`TRUNCATE ${names} CASCADE`);
}

function useStore(open: () => Promise<Store>): TestStore {
  let opened: Store | null = null;
  const store = () => {
    if (opened === null) throw new Error('the store is there inside tests and hooks only');
    return opened;
  };
  beforeAll(async () => {
    opened = await open();
  }, 120_000);
  afterEach(() => emptyStore(store()));
  afterAll(() => store().close());
  return {
    get store() {
      return store();
    },
  };
}

async function openFreshPostgres(serverUrl: string): Promise<Store> {
  const name = `latchkey_test_${randomBytes(6).toString('hex')}`;
  await runOnServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const store = await openStore({ databaseUrl: url.href });
  return {
    ...store,
    close: async () => {
      await store.close();
      await runOnServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
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
