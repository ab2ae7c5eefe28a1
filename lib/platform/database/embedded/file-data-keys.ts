import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isUuid } from '@/lib/domain/core';
import { newDataKey, type DataKey, type DataKeys } from '../data-keys';
import { mapStorageError } from '../storage-errors';

const FOLDER = 'audit-keys';

/** Keeps data keys as files in the data folder. Destroying a key overwrites and removes its file. */
export function fileDataKeys(dataDir: string): DataKeys {
  const folder = path.join(dataDir, FOLDER);
  const fileOf = (id: string) => path.join(folder, id);
  return {
    create: () => mapped(() => create(folder)),
    read: (id) => mapped(() => ifThere(() => readFile(fileOf(id), 'utf8'))),
    destroy: (id) => mapped(() => destroy(folder, fileOf(id))),
    list: () => mapped(() => list(folder)),
  };
}

async function create(folder: string): Promise<DataKey> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made = newDataKey();
  const handle = await open(path.join(folder, made.id), 'wx', 0o600);
  try {
    await handle.writeFile(made.key);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // The audit needs its key after a restart, so the file's name must reach the disk too.
  await syncFolder(folder);
  return made;
}

async function destroy(folder: string, file: string): Promise<void> {
  const size = (await ifThere(() => stat(file)))?.size;
  if (size === undefined) return;
  const handle = await open(file, 'r+');
  try {
    await handle.write(Buffer.alloc(size), 0, size, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rm(file, { force: true });
  await syncFolder(folder);
}

async function list(folder: string) {
  const names = (await ifThere(() => readdir(folder))) ?? [];
  const entries = [];
  for (const name of names.filter((one) => isUuid(one))) {
    const found = await ifThere(() => stat(path.join(folder, name)));
    if (found !== null) entries.push({ id: name, createdAt: found.mtime });
  }
  return entries;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** `null` if the file or folder doesn't exist. */
async function ifThere<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function mapped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw mapStorageError(error);
  }
}
