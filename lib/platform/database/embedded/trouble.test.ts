import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sql } from 'drizzle-orm';
import { openStore, type Store } from '../index';
import { readMigrations } from '../migrate';
import { TransactionGuard } from '../transaction-guard';
import { DatabaseWorker } from './database-worker';
import { EmbeddedClient } from './embedded-client';
import { databaseTemplate } from './template';

let made: string;
let folder: string;
let stores: Store[] = [];

const newFolder = () => mkdtempSync(path.join(os.tmpdir(), 'latchkey-trouble-'));
beforeAll(async () => {
  made = newFolder();
  await (await openStore({ dataDir: made })).close();
});
beforeEach(() => {
  folder = newFolder();
});
afterAll(() => rmSync(made, { recursive: true, force: true }));
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  stores = [];
  rmSync(folder, { recursive: true, force: true });
});

async function open(dataDir = folder): Promise<Store> {
  const store = await openStore({ dataDir });
  stores.push(store);
  return store;
}

const copyDatabase = (dataDir = folder) =>
  cpSync(path.join(made, 'database'), path.join(dataDir, 'database'), { recursive: true });
const inDatabase = (...names: string[]) => path.join(folder, 'database', ...names);

describe('a thread that hangs', () => {
  it('is given up after a time limit, and its call fails', async () => {
    const template = await databaseTemplate(await readMigrations());
    const worker = await DatabaseWorker.start({ folder: null, template }, { callLimitMs: 1_000 });
    const text = 'SELECT count(*) FROM generate_series(1, 100000000000)';
    await expect(worker.run({ kind: 'exec', text, turn: 'alone' })).rejects.toMatchObject({
      code: 'storage-unavailable',
    });
    expect(worker.alive).toBe(false);
    await worker.end();
  });

  it('is replaced by one try for all calls that wait, however long the try takes', async () => {
    const template = await databaseTemplate(await readMigrations());
    const worker = await DatabaseWorker.start({ folder: null, template });
    await worker.end();
    let tries = 0;
    const client = new EmbeddedClient(worker, new TransactionGuard(), {
      reopen: async () => {
        tries += 1;
        await setTimeout(3_000);
        throw new Error('no space left on device');
      },
      refuseIfReplaced: () => undefined,
    });
    const calls = await Promise.allSettled([1, 2, 3, 4].map(() => client.query('SELECT 1')));
    expect(calls.map(({ status }) => status)).toEqual(calls.map(() => 'rejected'));
    expect(tries).toBe(1);
  });
});

describe('a full disk', () => {
  let disk: string;
  let mounted = false;
  beforeEach(() => {
    disk = path.join(folder, 'disk');
    mkdirSync(disk);
    const mount = ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', disk];
    mounted = spawnSync('mount', mount).status === 0;
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    stores = [];
    if (mounted) spawnSync('umount', ['-l', disk]);
  });

  it('is told within seconds, and the database works again when there is space', async ({
    skip,
  }) => {
    skip(!mounted, 'a file system of a few MB cannot be mounted here');
    copyDatabase(disk);
    writeFileSync(path.join(disk, 'filler'), Buffer.alloc(16_000_000));
    const store = await open(disk);
    await store.db.execute(sql`CREATE TABLE kept (n int, t text)`);
    let stored = 0;
    const add = async () => {
      await store.transaction(async (tx) => {
        await tx.execute(
          sql`INSERT INTO kept SELECT ${stored}::int, repeat(md5(g::text), 8) FROM generate_series(1, 2000) g`,
        );
      });
      stored += 1;
    };
    await expect(
      (async () => {
        for (let n = 0; n < 500; n += 1) await add();
      })(),
    ).rejects.toMatchObject({
      code: 'storage-full',
      publicMessage: expect.stringContaining('Storage is full'),
    });
    expect(store.trouble()).toMatchObject({ code: 'storage-full' });
    const acknowledged = stored;

    rmSync(path.join(disk, 'filler'));
    await vi.waitFor(add, { timeout: 120_000, interval: 200 });
    expect(store.trouble()).toBeNull();
    const { rows } = await store.db.execute<{ n: number }>(
      sql`SELECT count(DISTINCT n)::int AS n FROM kept`,
    );
    expect(rows[0]?.n).toBe(acknowledged + 1);
  });
});

describe('files that are in no order', () => {
  const inWal = () =>
    readdirSync(inDatabase('pg_wal'))
      .filter((name) => name.startsWith('0'))
      .map((name) => inDatabase('pg_wal', name));

  it.each([
    ['an empty log', () => inWal().forEach((file) => truncateSync(file))],
    ['no log', () => rmSync(inDatabase('pg_wal'), { recursive: true })],
    ['an empty control file', () => truncateSync(inDatabase('global', 'pg_control'))],
    ['no tables', () => rmSync(inDatabase('base'), { recursive: true })],
    ['no version, as if it were never finished', () => rmSync(inDatabase('PG_VERSION'))],
  ])('%s: it says that the database is damaged, and removes nothing', async (_name, damage) => {
    copyDatabase();
    damage();
    const before = readdirSync(inDatabase());
    const error: unknown = await open().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'storage-unavailable',
      publicMessage: expect.stringMatching(/damaged.*restore it from a backup/s),
    });
    expect(JSON.stringify(error)).not.toContain('is safe');
    expect(readdirSync(inDatabase())).toEqual(expect.arrayContaining(before));
  });

  it('an empty folder never held anything: the database is created in it', async () => {
    mkdirSync(inDatabase(), { recursive: true });
    await (await open()).ping();
  });

  it('a folder that is deleted underneath: every later call is refused with that reason', async () => {
    copyDatabase();
    const store = await open();
    rmSync(inDatabase(), { recursive: true });
    const removed = {
      code: 'storage-unavailable',
      publicMessage: expect.stringContaining('was deleted or replaced'),
    };
    await vi.waitFor(() => expect(store.db.execute(sql`SELECT 1`)).rejects.toMatchObject(removed), {
      timeout: 120_000,
    });
    await expect(
      store.transaction((tx) => tx.execute(sql`CREATE TABLE lost (n int)`)),
    ).rejects.toMatchObject(removed);
    expect(store.trouble()).toMatchObject(removed);
  });
});
