import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { count, eq, sql } from 'drizzle-orm';
import { bigint, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { beforeEach, expect, it } from 'vitest';
import { auditId, memberId, organizationId, storableText } from '@/lib/domain/core';
import { bulkInsert, isUniqueViolation, schema, SqlError } from './index';
import { describeOwnStores } from './testing';

const samples = pgTable('samples', {
  id: text('id').primaryKey(),
  at: timestamp('at', { withTimezone: true, mode: 'date', precision: 3 }),
  small: bigint('small', { mode: 'number' }),
  big: bigint('big', { mode: 'bigint' }),
  data: jsonb('data'),
  words: text('words').array(),
});

const organization = (id: string) => ({
  id: organizationId(id),
  name: id,
  createdAt: new Date('2026-11-20T10:00:00.123Z'),
});

describeOwnStores('the store', (current) => {
  beforeEach(async () => {
    await current.store.db.execute(sql`
      CREATE TABLE IF NOT EXISTS samples (id text PRIMARY KEY, at timestamptz(3), small bigint,
        big bigint, data jsonb, words text[])`);
  });

  it('gives back dates, big integers, JSON and arrays as they were put in', async () => {
    const { db } = current.store;
    const row = {
      id: 'a',
      at: new Date('2026-03-29T01:30:00.456Z'),
      small: 9_007_199_254_740_991,
      big: 9_223_372_036_854_775_807n,
      data: { list: [1, 'zwei', null, { deep: true }], text: 'it’s "quoted" \\ 🦊' },
      words: ['a,b', '"q"', '', 'NULL'],
    };
    await db.insert(samples).values(row);
    expect(await db.select().from(samples)).toEqual([row]);
  });

  it('keeps null apart from JSON null and an empty list', async () => {
    const { db } = current.store;
    await db.insert(samples).values([
      { id: 'null', data: null, words: null },
      { id: 'empty', data: [], words: [] },
    ]);
    const rows = await db.select().from(samples).orderBy(samples.id);
    expect(rows.map(({ id, data, words, at }) => ({ id, data, words, at }))).toEqual([
      { id: 'empty', data: [], words: [], at: null },
      { id: 'null', data: null, words: null, at: null },
    ]);
  });

  it('answers raw queries with the same types', async () => {
    const { rows } = await current.store.db.execute(sql`
      SELECT count(*) AS count, 9223372036854775807::bigint AS big, 1.50::numeric AS numeric,
        '2026-11-20T10:00:00.5Z'::timestamptz AS at, '{"a":[1]}'::jsonb AS data, true AS yes,
        ARRAY['x','y'] AS words, 1.5::float8 AS float FROM samples`);
    expect(rows).toEqual([
      {
        count: 0,
        big: 9_223_372_036_854_775_807n,
        numeric: '1.50',
        at: '2026-11-20 10:00:00.5+00',
        data: { a: [1] },
        yes: true,
        words: ['x', 'y'],
        float: 1.5,
      },
    ]);
  });

  it('tells how many rows a statement changed', async () => {
    const { db } = current.store;
    await db.insert(samples).values([{ id: 'a' }, { id: 'b' }]);
    const { affectedRows } = await db.execute(sql`UPDATE samples SET small = 1`);
    expect(affectedRows).toBe(2);
  });

  it('commits what a transaction did and answers its result', async () => {
    const { store } = current;
    const answer = await store.transaction(async (tx) => {
      await tx.insert(schema.organizations).values(organization('acme'));
      return tx.$count(schema.organizations);
    });
    expect(answer).toBe(1);
    expect(await store.db.$count(schema.organizations)).toBe(1);
  });

  it('leaves nothing of a transaction that threw, and works on', async () => {
    const { store } = current;
    const failed = store.transaction(async (tx) => {
      await tx.insert(schema.organizations).values(organization('acme'));
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await store.db.$count(schema.organizations)).toBe(0);
  });

  it('rolls an inner transaction back without the outer one', async () => {
    const { store } = current;
    await store.transaction(async (tx) => {
      await tx.insert(schema.organizations).values(organization('kept'));
      await expect(
        tx.transaction(async (inner) => {
          await inner.insert(schema.organizations).values(organization('dropped'));
          throw new Error('inner');
        }),
      ).rejects.toThrow('inner');
    });
    expect(
      await store.db.select({ id: schema.organizations.id }).from(schema.organizations),
    ).toEqual([{ id: 'kept' }]);
  });

  it('throws where a transaction swallowed a failed statement, instead of losing it', async () => {
    const { store } = current;
    const lost = store.transaction(async (tx) => {
      await tx.insert(schema.organizations).values(organization('acme'));
      await expect(tx.execute(sql`SELECT 1/0`)).rejects.toBeInstanceOf(SqlError);
    });
    await expect(lost).rejects.toMatchObject({ code: '25P02' });
    expect(await store.db.$count(schema.organizations)).toBe(0);
  });

  it('refuses the outer database inside a transaction instead of waiting for ever', async () => {
    const { store } = current;
    const misuse = store.transaction(() => store.db.$count(schema.organizations));
    await expect(misuse).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('pass tx on instead'),
    });
    const nested = store.transaction(() => store.transaction(() => Promise.resolve(1)));
    await expect(nested).rejects.toMatchObject({ code: 'internal' });
    expect(await store.db.$count(schema.organizations)).toBe(0);
  });

  it('lets code that a transaction started use the database after it', async () => {
    const { store } = current;
    let later = Promise.resolve(-1);
    const gate = new EventEmitter();
    const end = once(gate, 'end');
    await store.transaction(async (tx) => {
      later = end.then(() => store.db.$count(schema.organizations));
      await tx.insert(schema.organizations).values(organization('acme'));
    });
    gate.emit('end');
    expect(await later).toBe(1);
  });

  it('runs transactions side by side without mixing them', async () => {
    const { store } = current;
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store
          .transaction(async (tx) => {
            await tx.insert(schema.organizations).values(organization(`org-${index}`));
            if (index % 2 === 1) throw new Error('odd');
          })
          .catch((error: unknown) => expect(error).toMatchObject({ message: 'odd' })),
      ),
    );
    expect(await store.db.$count(schema.organizations)).toBe(10);
  });

  it('tells a row that is there already by its constraint, and never its parameters', async () => {
    const { db } = current.store;
    await db.insert(schema.organizations).values(organization('acme'));
    const error: unknown = await db
      .insert(schema.organizations)
      .values({ ...organization('acme'), name: 'sk-fake-secret' })
      .catch((caught: unknown) => caught);
    expect(isUniqueViolation(error, 'organizations_pkey')).toBe(true);
    expect(isUniqueViolation(error, 'other')).toBe(false);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(
      'sk-fake-secret',
    );
  });

  it('inserts thousands of rows at once, with their types, defaults and conflicts', async () => {
    const { store } = current;
    const audit = auditId(randomUUID());
    const acme = { id: organizationId('acme'), name: 'Acme', createdAt: new Date() };
    await store.db.insert(schema.organizations).values(acme);
    await store.db.insert(schema.audits).values({
      id: audit,
      organizationId: organizationId('acme'),
      organizationName: 'Acme',
      status: 'running',
      startedBy: 'owner',
      strategyAsked: 'auto',
      createdAt: new Date(),
    });
    const rows = Array.from({ length: 12_000 }, (_, position) => ({
      auditId: audit,
      memberId: memberId(`member-${position}`),
      position,
      email: position % 3 === 0 ? null : `m${position}@example.com`,
      state: 'pending' as const,
      auditedAt: new Date(1_800_000_000_000 + position),
    }));
    await store.transaction((tx) => bulkInsert(tx, schema.auditMembers, rows));
    await bulkInsert(store.db, schema.auditMembers, rows.slice(0, 10), {
      onConflict: sql`DO NOTHING`,
    });
    const [total] = await store.db.select({ value: count() }).from(schema.auditMembers);
    expect(total?.value).toBe(12_000);
    const [row] = await store.db
      .select()
      .from(schema.auditMembers)
      .where(eq(schema.auditMembers.position, 7_000));
    expect(row).toMatchObject({ ...rows[7_000], roster: 'present', keys: null });
  });

  it('keeps arrays and JSON through a bulk insert', async () => {
    const { db } = current.store;
    const row = {
      id: 'bulk',
      at: new Date('2026-11-20T10:00:00.123Z'),
      small: 5,
      big: null,
      data: { a: [{ b: 'c' }] },
      words: ['x', 'y,z'],
    };
    await bulkInsert(db, samples, [row]);
    expect(await db.select().from(samples)).toEqual([row]);
  });

  it('stores hostile text once it is made storable', async () => {
    const { db } = current.store;
    const hostile = 'a\0b\uD800c\uDC00d🦊‮<script>';
    await db.insert(samples).values({ id: storableText(hostile), data: [storableText(hostile)] });
    await bulkInsert(db, samples, [{ id: storableText(`${hostile}2`) }]);
    const rows = await db.select({ id: samples.id }).from(samples).orderBy(samples.id);
    expect(rows.map(({ id }) => id)).toEqual([
      'a\uFFFDb\uFFFDc\uFFFDd🦊‮<script>',
      'a\uFFFDb\uFFFDc\uFFFDd🦊‮<script>2',
    ]);
  });

  it('runs a hook after the commit, never after a rollback', async () => {
    const { store } = current;
    const told: string[] = [];
    await store.transaction(async () => {
      store.queue.afterCommit(() => told.push('committed'));
      await Promise.resolve();
      expect(told).toEqual([]);
    });
    await expect(
      store.transaction(() => {
        store.queue.afterCommit(() => told.push('never'));
        return Promise.reject(new Error('no'));
      }),
    ).rejects.toThrow('no');
    store.queue.afterCommit(() => told.push('at once'));
    expect(told).toEqual(['committed', 'at once']);
  });
});
