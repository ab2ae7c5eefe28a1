import { randomBytes } from 'node:crypto';
import { linkSync, lstatSync, realpathSync, renameSync, unlinkSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/domain/core';
import { mapStorageError } from '../storage-errors';
import { refuseSharedFileSystem } from './file-system';
import { withSocketPath } from './socket-path';

/** Held until `release`, or until the process ends for any reason. */
export interface FolderLock {
  /** False once the folder, or the lock in it, was deleted or replaced. */
  isInPlace(): boolean;
  release(): Promise<void>;
}

const LOCK_NAME = 'database.lock';
const ATTEMPTS = 5;
/** Enough time for another process that saw the same dead lock to finish moving it. */
const SETTLE_MS = 60;

/**
 * Locks a folder for this process, against all processes on this machine, including containers.
 * The lock is a listening socket, hard-linked into the folder. The kernel answers for it while our event
 * loop is busy, and stops when the process ends, even with `kill -9`.
 * *Errors*: `data-folder-in-use`; `configuration` if the file system doesn't support such a lock.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  if (process.platform === 'win32') {
    throw new AppError(
      'configuration',
      'The embedded database isn’t supported on Windows. Set DATABASE_URL to a PostgreSQL server.',
    );
  }
  // All paths to the folder must lead to one lock, so resolve links once, now.
  const real = realpathSync(folder);
  refuseSharedFileSystem(real);
  const lockPath = path.join(real, LOCK_NAME);
  const ownPath = asideOf(lockPath);
  let server: net.Server | null = null;
  try {
    server = await listen(ownPath);
    const identity = identityOf(ownPath);
    await take(lockPath, ownPath, real);
    unlinkSync(ownPath);
    await sleep(SETTLE_MS);
    if (identityOf(lockPath) !== identity) throw inUse(real);
    return lockOf(server, lockPath, identity);
  } catch (error) {
    if (server !== null) await close(server);
    throw error instanceof AppError ? error : unsupported(real, error);
  }
}

function lockOf(server: net.Server, lockPath: string, identity: string | null): FolderLock {
  const isInPlace = () => identityOf(lockPath) === identity;
  return {
    isInPlace,
    release: async () => {
      if (isInPlace()) unlinkSync(lockPath);
      await close(server);
    },
  };
}

/** True for the name of the lock file, or of a remnant of one. */
export function isLock(name: string): boolean {
  return name.startsWith(LOCK_NAME);
}

function asideOf(lockPath: string): string {
  return `${lockPath}.${randomBytes(4).toString('hex')}`;
}

async function take(lockPath: string, ownPath: string, folder: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      linkSync(ownPath, lockPath);
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const identity = identityOf(lockPath);
    if (identity === null) continue;
    if (await isAlive(lockPath)) throw inUse(folder);
    removeDead(lockPath, identity);
  }
  throw inUse(folder);
}

/** Moves the dead lock aside. If it turns out to be another process's new lock, it is put back. */
function removeDead(lockPath: string, dead: string): void {
  if (identityOf(lockPath) !== dead) return;
  const aside = asideOf(lockPath);
  if (!movedAside(lockPath, aside)) return;
  try {
    // Fails if a third process took the lock meanwhile. The owner of `aside` notices after SETTLE_MS.
    if (identityOf(aside) !== dead) linkSync(aside, lockPath);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside);
  }
}

/** Returns false if another process was faster. */
function movedAside(lockPath: string, aside: string): boolean {
  let moved = true;
  try {
    renameSync(lockPath, aside);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    moved = false;
  }
  return moved;
}

function isAlive(lockPath: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = withSocketPath(lockPath, (short) => net.connect(short));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => {
      const code = codeOf(error);
      if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve(false);
      // A full backlog means that a process is listening.
      else if (code === 'EAGAIN') resolve(true);
      else reject(error);
    });
  });
}

function listen(socket: string): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((connection) => connection.destroy());
    server.once('error', reject);
    withSocketPath(socket, (short) =>
      server.listen({ path: short, backlog: 128 }, () => {
        server.unref();
        resolve(server);
      }),
    );
  });
}

function close(server: net.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

/** Inode numbers are reused immediately, so the creation time is part of the identity. */
function identityOf(file: string): string | null {
  const state = lstatSync(file, { throwIfNoEntry: false });
  return state === undefined ? null : `${state.ino} ${state.birthtimeMs}`;
}

function inUse(folder: string): AppError {
  return new AppError(
    'data-folder-in-use',
    'Another Latchkey process is using this data folder. Stop it, choose another DATA_DIR, or set DATABASE_URL to a PostgreSQL server, which several processes can share.',
    { message: `the data folder is in use: ${folder}`, details: { folder } },
  );
}

function unsupported(folder: string, cause: unknown): AppError {
  const code = codeOf(cause) ?? 'unknown';
  // A file system without hard links answers EPERM.
  const mapped = code === 'EPERM' ? null : mapStorageError(cause);
  if (mapped instanceof AppError) return mapped;
  return new AppError(
    'configuration',
    `Couldn’t lock the data folder (${code}). Set DATA_DIR to a writable folder on a local disk, or set DATABASE_URL to a PostgreSQL server.`,
    { message: `could not lock ${folder}: ${code}`, cause },
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
