import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hashOfMigrations, migrate, type Migration } from '../migrate';
import { repositoryPath } from '../repository-path';
import { DatabaseWorker, LONG_CALL_LIMIT_MS } from './database-worker';

const FOLDER = 'node_modules/.cache/latchkey';
const PREFIX = 'database-';
const CHECKSUM_BYTES = 32;

/**
 * Returns a ready-made database with the current schema, as a tar.
 * Creating one takes seconds and 1 GB of memory; starting from one takes half a second. So it is created
 * once per installation, cached below `node_modules`, and created again if the file is damaged.
 */
export async function databaseTemplate(migrations: readonly Migration[]): Promise<ArrayBuffer> {
  const folder = repositoryPath(FOLDER);
  const file = path.join(folder, `${PREFIX}${await versionOf(migrations)}.tar`);
  const kept = await readKept(file);
  if (kept !== null) return kept;
  const made = await makeTemplate(migrations);
  await keep(folder, file, made);
  return made;
}

async function makeTemplate(migrations: readonly Migration[]): Promise<ArrayBuffer> {
  const worker = await DatabaseWorker.start({ folder: null, template: null });
  try {
    const client = new MigrationClient(worker);
    await migrate(client, migrations);
    // These databases are two thirds of the files, and no one will create another database from them.
    await client.exec('UPDATE pg_database SET datistemplate = false');
    await client.exec('DROP DATABASE template0');
    await client.exec('DROP DATABASE template1');
    return await worker.dump();
  } finally {
    await worker.close();
  }
}

/** Runs migrations, which hold a transaction open over several calls. Nothing else uses this database. */
export class MigrationClient {
  readonly #worker: DatabaseWorker;

  constructor(worker: DatabaseWorker) {
    this.#worker = worker;
  }

  exec(text: string) {
    return this.#worker.run({ kind: 'exec', text, turn: 'next' }, LONG_CALL_LIMIT_MS);
  }

  async query(
    text: string,
    params: unknown[] = [],
    options: { rowMode?: 'array' | 'object' } = {},
  ) {
    const rowMode = options.rowMode ?? 'object';
    const [result] = await this.#worker.run(
      { kind: 'query', text, params, rowMode, rawTimes: false, turn: 'next' },
      LONG_CALL_LIMIT_MS,
    );
    return result ?? { rows: [], fields: [], affectedRows: 0 };
  }
}

/** Increase this when the way to create a template changes. */
const TEMPLATE_VERSION = '4';

async function versionOf(migrations: readonly Migration[]): Promise<string> {
  const vendor = await readFile(repositoryPath('node_modules/@electric-sql/pglite/package.json'));
  const hash = createHash('sha256')
    .update(TEMPLATE_VERSION)
    .update(vendor)
    .update(hashOfMigrations(migrations));
  return hash.digest('hex').slice(0, 16);
}

async function readKept(file: string): Promise<ArrayBuffer | null> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return Buffer.alloc(0);
    throw error;
  });
  const content = bytes.subarray(CHECKSUM_BYTES);
  const whole =
    bytes.length > CHECKSUM_BYTES && checksum(content).equals(bytes.subarray(0, CHECKSUM_BYTES));
  return whole ? Uint8Array.from(content).buffer : null;
}

/** Writes another file and renames it, so that no reader sees an incomplete one. */
async function keep(folder: string, file: string, made: ArrayBuffer): Promise<void> {
  const content = Buffer.from(made);
  const aside = `${file}.${process.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(aside, Buffer.concat([checksum(content), content]));
    await rename(aside, file);
    await removeOthers(folder, path.basename(file));
  } catch {
    // In a read-only installation, such as a container, every start creates its own.
    await rm(aside, { force: true });
  }
}

async function removeOthers(folder: string, current: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const old = name.startsWith(PREFIX) && name.endsWith('.tar') && name !== current;
    if (old) await rm(path.join(folder, name), { force: true });
  }
}

function checksum(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
