import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/lib/core';
import { migrate, readMigrations, type Migration } from '../migrate';
import { mapStorageError } from '../storage-errors';
import type { TransactionGuard } from '../transaction-guard';
import { DatabaseWorker } from './database-worker';
import { EmbeddedClient } from './embedded-client';
import { lockFolder, type FolderLock } from './folder-lock';
import { databaseTemplate, MigrationClient } from './template';

export interface OpenedEmbedded {
  client: EmbeddedClient;
  close(): Promise<void>;
}

const DATABASE_FOLDER = 'database';
const UNFINISHED_FOLDER = 'database.unfinished';

/** A database that is gone when it is closed. */
export async function openInMemory(guard: TransactionGuard): Promise<OpenedEmbedded> {
  const worker = await DatabaseWorker.start({
    folder: null,
    template: await databaseTemplate(await readMigrations()),
  });
  const client = new EmbeddedClient(worker, guard, null);
  return { client, close: () => client.close() };
}

/**
 * The database in `<dataDir>/database`, made if it is not there, brought up to date if it is.
 * *Errors*: `data-folder-in-use`, `configuration`, `storage-full`, `storage-unavailable`.
 */
export async function openInFolder(
  dataDir: string,
  guard: TransactionGuard,
): Promise<OpenedEmbedded> {
  await prepareFolder(dataDir);
  const lock = await lockFolder(dataDir);
  try {
    const migrations = await readMigrations();
    const worker = await openDatabase(dataDir, migrations);
    await migrateWorker(worker, migrations);
    return lockedStore(dataDir, worker, guard, lock);
  } catch (error) {
    await lock.release();
    throw mapStorageError(error);
  }
}

async function migrateWorker(worker: DatabaseWorker, migrations: readonly Migration[]) {
  try {
    await migrate(new MigrationClient(worker), migrations);
  } catch (error) {
    await worker.close();
    throw error;
  }
}

function lockedStore(
  dataDir: string,
  worker: DatabaseWorker,
  guard: TransactionGuard,
  lock: FolderLock,
): OpenedEmbedded {
  const folder = path.join(dataDir, DATABASE_FOLDER);
  const client = new EmbeddedClient(worker, guard, () =>
    DatabaseWorker.start({ folder, template: null }),
  );
  const close = async () => {
    try {
      await client.close();
    } finally {
      await lock.release();
    }
  };
  return { client, close };
}

async function openDatabase(
  dataDir: string,
  migrations: readonly Migration[],
): Promise<DatabaseWorker> {
  const folder = path.join(dataDir, DATABASE_FOLDER);
  const unfinished = path.join(dataDir, UNFINISHED_FOLDER);
  await rm(unfinished, { recursive: true, force: true });
  if (!(await readdir(dataDir)).includes(DATABASE_FOLDER)) {
    // Made aside and renamed: a stop in the middle must not leave half a database behind.
    await mkdir(unfinished, { mode: 0o700 });
    const template = await databaseTemplate(migrations);
    const first = await DatabaseWorker.start({ folder: unfinished, template });
    await first.close();
    await rename(unfinished, folder);
  }
  return DatabaseWorker.start({ folder, template: null });
}

/** Only we may read it. A folder that was somebody else's before keeps its mode, ours does not. */
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
      'The data folder cannot be used. Choose a DATA_DIR that you may write to.',
      { message: `cannot prepare ${dataDir}: ${mapped.message}`, cause: mapped },
    );
  }
}
