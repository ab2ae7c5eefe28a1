import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organizationId } from '@/lib/domain/core';
import { openStore, schema, type Store } from '../index';
import { TransactionGuard } from '../transaction-guard';
import { openInFolder, openInMemory } from './open-embedded';

/** A folder with a database, created once and copied. Copying takes a tenth of the time. */
let made: string;
let folder: string;
let children: Child[] = [];
let stores: Store[] = [];

const newFolder = () => mkdtempSync(path.join(os.tmpdir(), 'latchkey-store-'));
beforeAll(async () => {
  made = newFolder();
  await (await openStore({ dataDir: made })).close();
});
beforeEach(() => {
  folder = newFolder();
  cpSync(path.join(made, 'database'), path.join(folder, 'database'), { recursive: true });
});
afterAll(() => rmSync(made, { recursive: true, force: true }));
afterEach(async () => {
  await Promise.all(children.map((child) => child.kill()));
  await Promise.all(stores.map((store) => store.close()));
  children = [];
  stores = [];
  rmSync(folder, { recursive: true, force: true });
});

async function open(dataDir = folder): Promise<Store> {
  const store = await openStore({ dataDir });
  stores.push(store);
  return store;
}

/** Separate namespaces for processes, network and mounts, like in a container. */
const UNSHARE = ['unshare', '--net', '--pid', '--mount-proc', '--fork', '--kill-child'];
const canUnshare = spawnSync(UNSHARE[0]!, [...UNSHARE.slice(1), 'true']).status === 0;

class Child {
  readonly lines: string[] = [];
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;

  constructor(
    what: 'lock' | 'hold' | 'write',
    dataDir: string,
    {
      env = {},
      inNamespaces = false,
    }: { env?: Record<string, string>; inNamespaces?: boolean } = {},
  ) {
    const command = [
      ...(inNamespaces ? UNSHARE : []),
      ...[
        process.execPath,
        'lib/tools/cli/bundled.mjs',
        'lib/platform/database/testing/store-child.ts',
        what,
        dataDir,
      ],
    ];
    this.#process = spawn(command[0] ?? '', command.slice(1), {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    this.#ended = new Promise((resolve) => this.#process.once('close', resolve));
    if (this.#process.stdout === null) throw new Error('no output');
    createInterface(this.#process.stdout).on('line', (line) => this.lines.push(line));
    children.push(this);
  }

  async says(start: string): Promise<void> {
    await expect.poll(() => this.lines.find((line) => line.startsWith(start))).toBeDefined();
  }

  /** Waits until this many lines start with `start`. */
  async saysOften(start: string, times: number): Promise<void> {
    await expect
      .poll(() => this.lines.filter((line) => line.startsWith(start)).length, {
        interval: 1,
      })
      .toBeGreaterThanOrEqual(times);
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }
}

describe('the lock of the data folder', () => {
  it('refuses a second process, even while the first is too busy to answer, until that is killed', async () => {
    const first = new Child('hold', folder);
    await first.says('open');
    await expect(open()).rejects.toMatchObject({
      code: 'data-folder-in-use',
      publicMessage: expect.stringContaining('DATABASE_URL'),
    });
    // Killing the process frees the lock immediately.
    await first.kill();
    await (await open()).ping();
  });

  it('refuses a second store in the same process, and opens once the first is closed', async () => {
    const store = await open();
    await expect(open()).rejects.toMatchObject({ code: 'data-folder-in-use' });
    await store.close();
    await (await open()).ping();
  });

  it('goes to exactly one of many that find a dead one', async () => {
    const dead = new Child('lock', folder);
    await dead.says('locked');
    await dead.kill();
    const takers = Array.from({ length: 3 }, () => new Child('lock', folder));
    await expect
      .poll(() => takers.filter(({ lines }) => lines.length > 0).length)
      .toBe(takers.length);
    const said = takers.flatMap(({ lines }) => lines).sort();
    expect(said).toEqual(
      [...Array<string>(2).fill('locked').fill('refused data-folder-in-use'), 'locked'].sort(),
    );
  });

  describe('holds whatever way leads to the folder', () => {
    /** Creates another folder for temporary files, one for each process. */
    const temporary = (name: string) => {
      const TMPDIR = path.join(folder, name);
      mkdirSync(TMPDIR);
      return { env: { TMPDIR } };
    };
    let long: string;
    beforeEach(() => {
      long = path.join(folder, 'x'.repeat(120), 'y'.repeat(120));
      cpSync(made, long, { recursive: true });
    });

    it.each([
      ['a path too long for a socket', () => long],
      ['a symbolic link', () => link(long, 'short')],
      ['a symbolic link to the database in it', () => folderWithLinkedDatabase()],
    ])('%s, from a process with another folder for temporary files', async (_name, other) => {
      const first = new Child('hold', long, temporary('one'));
      await first.says('open');
      const second = new Child('hold', other(), temporary('two'));
      await second.says('refused data-folder-in-use');
      await first.kill();
      await (await open(long)).ping();
    });

    it.skipIf(!canUnshare)('from another container', async () => {
      const first = new Child('lock', long, { inNamespaces: true });
      await first.says('locked');
      const second = new Child('lock', long, { inNamespaces: true });
      await second.says('refused data-folder-in-use');
      await expect(open(long)).rejects.toMatchObject({ code: 'data-folder-in-use' });
      await first.kill();
      await new Child('lock', long, { inNamespaces: true }).says('locked');
    });

    it('and goes with the folder when that is renamed', async () => {
      await open(long);
      const renamed = path.join(folder, 'renamed');
      renameSync(long, renamed);
      await expect(open(renamed)).rejects.toMatchObject({ code: 'data-folder-in-use' });
      renameSync(renamed, long);
    });

    const link = (target: string, name: string) => {
      symlinkSync(target, path.join(folder, name));
      return path.join(folder, name);
    };
    const folderWithLinkedDatabase = () => {
      mkdirSync(path.join(folder, 'other'));
      link(path.join(long, 'database'), 'other/database');
      return path.join(folder, 'other');
    };
  });
});

describe('the embedded database', () => {
  it('loses no acknowledged transaction and no half of one to kill -9', async () => {
    // Kill it after this many acknowledgements, in the middle of the next transaction.
    for (const acknowledged of [1, 23]) {
      const writer = new Child('write', folder);
      await writer.saysOften('committed', acknowledged);
      await writer.kill();
      const told = writer.lines.filter((line) => line.startsWith('committed'));
      const store = await open();
      const organizations = await store.db.select().from(schema.organizations);
      const kept = new Set(organizations.map(({ id }) => `committed ${id}`));
      expect(told.filter((line) => !kept.has(line))).toEqual([]);
      expect(await store.db.$count(schema.activity)).toBe(organizations.length);
      await store.close();
    }
  });

  it('flushes a commit to the disk before it acknowledges it', async () => {
    const store = await open();
    const before = await store.stats();
    await store.db.insert(schema.organizations).values({
      id: organizationId('acme'),
      name: 'Acme',
      createdAt: new Date(),
    });
    const after = await store.stats();
    expect(after?.fsyncCount).toBeGreaterThan(before?.fsyncCount ?? Infinity);
  });

  it('keeps its folder from everybody else', async () => {
    const dataDir = path.join(folder, 'data');
    await open(dataDir);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(dataDir, 'database')).mode & 0o777).toBe(0o700);
  });

  it('keeps its log short while it is written to', async () => {
    const store = await open();
    // Write more than the log may hold, so it only becomes short again after a checkpoint.
    await store.db.execute(
      sql`SELECT pg_logical_emit_message(true, 'test', repeat('x', 1000000)) FROM generate_series(1, 70)`,
    );
    const isShort = async () => {
      const { rows } = await store.db.execute<{ short: boolean }>(
        sql`SELECT pg_current_wal_lsn() - redo_lsn < 64 * 1024 * 1024 AS short FROM pg_control_checkpoint()`,
      );
      return rows[0]?.short;
    };
    await expect.poll(isShort, { interval: 100 }).toBe(true);
  });

  it('starts over after an initialisation that was interrupted', async () => {
    const dataDir = path.join(folder, 'data');
    mkdirSync(path.join(dataDir, 'database.unfinished', 'base'), { recursive: true });
    await (await open(dataDir)).ping();
  });

  it('refuses a database of a version that it does not know', async () => {
    const store = await open();
    await store.db.execute(
      sql`INSERT INTO latchkey_migrations (tag, hash) VALUES ('9999_later', 'x')`,
    );
    await store.close();
    await expect(open()).rejects.toMatchObject({ code: 'configuration' });
    // A rejected folder isn't left locked.
    await expect(open()).rejects.toMatchObject({ code: 'configuration' });
  });
});

describe('the database thread', () => {
  it('refuses the calls that wait for it when it dies, and comes back with what was committed', async () => {
    const opened = await openInFolder(folder, new TransactionGuard());
    const { client } = opened;
    await client.exec('CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)');
    const slow = client.query('SELECT count(*) FROM generate_series(1, 50000000)');
    const open = Promise.allSettled([slow]);
    // After one turn of the event loop, the thread has received the call.
    await nextTurn();
    await client.worker.end();
    const [outcome] = await open;
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'storage-unavailable' } });
    const { rows } = await client.query('SELECT n FROM kept');
    expect(rows).toEqual([{ n: 1 }]);
    await opened.close();
  });

  it('rolls back a transaction whose thread dies, and does not go on with it on the next', async () => {
    const opened = await openInFolder(folder, new TransactionGuard());
    const { client } = opened;
    await client.exec('CREATE TABLE kept (n int)');
    const broken = client.transaction(async (tx) => {
      await tx.exec('INSERT INTO kept VALUES (1)');
      await client.worker.end();
      await tx.exec('INSERT INTO kept VALUES (2)');
    });
    await expect(broken).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect((await client.query('SELECT n FROM kept')).rows).toEqual([]);
    await opened.close();
  });

  it('refuses every later call where the database was in memory', async () => {
    const opened = await openInMemory(new TransactionGuard());
    await opened.client.worker.end();
    for (let call = 0; call < 2; call += 1) {
      await expect(opened.client.query('SELECT 1')).rejects.toMatchObject({
        code: 'storage-unavailable',
      });
    }
    await opened.close();
  });

  it('leaves the main thread free while it works', async () => {
    const store = await open();
    const state = { answered: false };
    const answer = store.db
      .execute(sql`SELECT count(*) FROM generate_series(1, 3000000)`)
      .finally(() => (state.answered = true));
    let turns = 0;
    for (; !state.answered; turns += 1) await nextTurn();
    await answer;
    // If the statement ran on this thread, there would only be a handful of turns.
    expect(turns).toBeGreaterThan(100);
  });
});
