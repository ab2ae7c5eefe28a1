import { expect, it } from 'vitest';
import { organizationId } from '@/lib/domain/core';
import { schema, type Store } from '../index';
import { borrowMemoryStore } from './shared-memory-store';

const addOrganization = (store: Store) =>
  store.db
    .insert(schema.organizations)
    .values({ id: organizationId('acme'), name: 'acme', createdAt: new Date() });

const statistics = (store: Store) =>
  store.queue.executeSql(`
    SELECT FROM pg_statistic JOIN pg_class ON pg_class.oid = starelid
    WHERE relnamespace = 'public'::regnamespace AND relname <> 'latchkey_migrations'
    UNION ALL SELECT FROM pg_class WHERE relname = 'organizations' AND reltuples >= 0`);

it('a store is as good as new for the next test file', async () => {
  const first = await borrowMemoryStore();
  await addOrganization(first);
  await first.queue.executeSql('ANALYZE');
  expect((await statistics(first)).rows).not.toEqual([]);
  await first.dataKeys.create();
  await first.close();

  const next = await borrowMemoryStore();
  expect(next.db === first.db).toBe(true);
  expect(await next.db.$count(schema.organizations)).toBe(0);
  expect((await statistics(next)).rows).toEqual([]);
  expect(await next.dataKeys.list()).toEqual([]);
  await next.close();
});

it('two files never have the same store at once', async () => {
  const [one, other] = [await borrowMemoryStore(), await borrowMemoryStore()];
  await addOrganization(one);
  expect(await other.db.$count(schema.organizations)).toBe(0);
  await one.close();
  await other.close();
  await other.close();
});

it('tests that leave a function behind fail, and the next file gets another store', async () => {
  const store = await borrowMemoryStore();
  await store.queue.executeSql('CREATE FUNCTION left_behind() RETURNS int RETURN 1');
  await expect(store.close()).rejects.toThrow('changed the schema');
  const next = await borrowMemoryStore();
  expect(next.db === store.db).toBe(false);
  await next.close();
});
