import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/lib/domain/core';
import { migrate, readMigrations, type Migration } from '../migrate';
import { mapStorageError } from '../storage-errors';
import { eraseDeleted } from '../erase-deleted';
import { storageDamaged, storageRemoved } from '../storage-troubles';
import type { TransactionGuard } from '../transaction-guard';
import { DatabaseWorker } from './database-worker';
import { EmbeddedClient } from './embedded-client';
import { isLock, lockFolder, type FolderLock } from './folder-lock';
import { databaseTemplate, MigrationClient } from './template';

export interface OpenedEmbedded {
  client: EmbeddedClient;
  close(): Promise<void>;
}

const DATABASE_FOLDER = 'database';
/** Every PostgreSQL database has this file. */
const VERSION_FILE = 'PG_VERSION';
const UNFINISHED_FOLDER = 'database.unfinished';

/** Opens a database in memory. Its content is lost when it closes. */
export async function openInMemory(guard: TransactionGuard): Promise<OpenedEmbedded> {
  const worker = await DatabaseWorker.start({
    folder: null,
    template: await databaseTemplate(await readMigrations()),
  });
  const client = new EmbeddedClient(worker, guard, null);
  return { client, close: () => client.close() };
}

/**
 * Opens the database in `<dataDir>/database`, creates it if it is missing, and brings it up to date.
 * *Errors*: `data-folder-in-use`, `configuration`, `storage-full`, `storage-unavailable`.
 */
export async function openInFolder(
  dataDir: string,
  guard: TransactionGuard,
): Promise<OpenedEmbedded> {
  await prepareFolder(dataDir);
  const locks = [await lockFolder(dataDir)];
  try {
    const migrations = await readMigrations();
    await createIfMissing(dataDir, migrations);
    const folder = path.join(dataDir, DATABASE_FOLDER);
    // Two data folders may lead to the same database, through a symbolic link or a mount.
    locks.push(await lockFolder(folder));
    const worker = await DatabaseWorker.start({ folder, template: null });
    const upgraded = await migrateWorker(worker, migrations);
    const opened = lockedStore(folder, worker, guard, locks);
    // A migration may delete secrets, such as keys sealed in an older way. They must not stay in the files.
    if (upgraded) await eraseOrClose(opened.client);
    return opened;
  } catch (error) {
    await releaseAll(locks);
    throw mapStorageError(error);
  }
}

async function releaseAll(locks: readonly FolderLock[]): Promise<void> {
  for (const lock of locks.toReversed()) await lock.release();
}

async function eraseOrClose(client: EmbeddedClient): Promise<void> {
  try {
    await eraseDeleted(client, 'embedded');
  } catch (error) {
    await client.close();
    throw error;
  }
}

async function migrateWorker(
  worker: DatabaseWorker,
  migrations: readonly Migration[],
): Promise<boolean> {
  try {
    return await migrate(new MigrationClient(worker), migrations);
  } catch (error) {
    await worker.close();
    throw error;
  }
}

function lockedStore(
  folder: string,
  worker: DatabaseWorker,
  guard: TransactionGuard,
  locks: readonly FolderLock[],
): OpenedEmbedded {
  const client = new EmbeddedClient(worker, guard, {
    reopen: () => DatabaseWorker.start({ folder, template: null }),
    refuseIfReplaced: () => {
      if (!locks.every((lock) => lock.isInPlace())) throw storageRemoved(folder);
    },
  });
  const close = async () => {
    try {
      await client.close();
    } finally {
      await releaseAll(locks);
    }
  };
  return { client, close };
}

/** Creates the database elsewhere and renames it, so that an interruption leaves no partial database. */
async function createIfMissing(dataDir: string, migrations: readonly Migration[]): Promise<void> {
  const unfinished = path.join(dataDir, UNFINISHED_FOLDER);
  const folder = path.join(dataDir, DATABASE_FOLDER);
  await rm(unfinished, { recursive: true, force: true });
  if ((await readdir(dataDir)).includes(DATABASE_FOLDER)) {
    const names = (await readdir(folder)).filter((name) => !isLock(name));
    if (names.includes(VERSION_FILE)) return;
    // PGlite would create a new database on top of the remaining files.
    if (names.length > 0) throw storageDamaged(new Error(`${VERSION_FILE} is missing`));
  }
  await mkdir(unfinished, { mode: 0o700 });
  const template = await databaseTemplate(migrations);
  const first = await DatabaseWorker.start({ folder: unfinished, template });
  await first.close();
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
}

/** Creates the data folder, readable only by this user. A folder with other content keeps its mode. */
async function prepareFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const names = await readdir(dataDir);
    if (names.length === 0 || names.includes(DATABASE_FOLDER)) await chmod(dataDir, 0o700);
  } catch (error) {
    const mapped = mapStorageError(error);
    if (mapped instanceof AppError) throw mapped;
    throw new AppError(
      'configuration',
      'Couldn’t use the data folder. Set DATA_DIR to a writable folder.',
      { message: `could not prepare ${dataDir}: ${mapped.message}`, cause: mapped },
    );
  }
}
