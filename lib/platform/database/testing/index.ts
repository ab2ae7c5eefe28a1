import { afterAll, afterEach, beforeAll, describe, inject } from 'vitest';
import { openStore } from '../open-store';
import type { Store } from '../types';
import { createDatabase, dropDatabase } from './postgres-databases';
import { borrowMemoryStore } from './shared-memory-store';

/** The store of the current test, open from `beforeAll` to `afterAll` and emptied after each test. */
export interface TestStore {
  readonly store: Store;
}

/** A database for tests, which may not be available on this machine. */
export interface TestDatabase {
  name: 'embedded' | 'postgres';
  available: boolean;
  /** Opens a store on a new, empty database. Closing it removes the database. */
  open(): Promise<Store>;
}

/**
 * Every kind of database that Latchkey supports. PostgreSQL is available if `TEST_DATABASE_URL` names a
 * server on which databases may be created.
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

/** Defines the same tests for every database. Those for an unavailable one are shown as skipped. */
export function describeStores(title: string, define: (current: TestStore) => void): void {
  describeEach(title, define, (database) =>
    database.name === 'embedded' ? borrowMemoryStore() : database.open(),
  );
}

/** `describeStores` for tests that create tables or start a queue: no other file uses their databases. */
export function describeOwnStores(title: string, define: (current: TestStore) => void): void {
  describeEach(title, define, (database) => database.open());
}

function describeEach(
  title: string,
  define: (current: TestStore) => void,
  open: (database: TestDatabase) => Promise<Store>,
): void {
  for (const database of testDatabases()) {
    describe.skipIf(!database.available)(`${title} (${database.name})`, () => {
      define(useStore(() => open(database)));
    });
  }
}

/** An embedded store in memory for the tests of this file or block, emptied after each. */
export function useMemoryStore(): TestStore {
  return useStore(borrowMemoryStore);
}

/**
 * A truncated table gets new files, one for each index, which takes longer than most tests. So empty tables
 * are left alone, and small ones lose their rows with DELETE.
 */
const EMPTY_TABLES = `
  DO $$
  DECLARE ours record;
  BEGIN
    -- No triggers: neither a test's own, nor those that check references, whose order matters.
    SET LOCAL session_replication_role = replica;
    FOR ours IN
      SELECT format('%I', tablename) AS name, pg_relation_size(format('%I', tablename)) AS bytes
      FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'latchkey_migrations'
    LOOP
      IF ours.bytes > 1000000 THEN EXECUTE 'TRUNCATE ' || ours.name || ' CASCADE';
      ELSIF ours.bytes > 0 THEN EXECUTE 'DELETE FROM ' || ours.name;
      END IF;
    END LOOP;
  END $$`;

/** Empties every table except the list of applied migrations. */
export async function emptyStore(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.execute(EMPTY_TABLES);
  });
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
  const database = await createDatabase(serverUrl, inject('postgresTemplate'));
  const store = await openStore({ databaseUrl: database.url });
  return {
    ...store,
    close: async () => {
      await store.close();
      await dropDatabase(serverUrl, database.name);
    },
  };
}
