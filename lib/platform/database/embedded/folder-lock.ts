import { randomBytes } from 'node:crypto';
import { linkSync, lstatSync, realpathSync, renameSync, unlinkSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/domain/core';
import { mapStorageError } from '../storage-errors';
import { refuseSharedFileSystem } from './file-system';
import { withSocketPath } from './socket-path';

/** Held until `release`, or until the process ends in whichever way. */
export interface FolderLock {
  /** False once the folder, or the lock in it, was deleted or replaced. */
  isInPlace(): boolean;
  release(): Promise<void>;
}

const LOCK_NAME = 'database.lock';
const ATTEMPTS = 5;
/** Long enough for another taker, who saw the same dead lock, to have finished its move. */
const SETTLE_MS = 60;

/**
 * The only right to use this folder, over all processes of this machine, containers included.
 * A listening socket, hard-linked into place inside the folder: the kernel answers for it while our
 * event loop is busy, and stops when the process ends, even by `kill -9`.
 * *Errors*: `data-folder-in-use`; `configuration` where the file system can't hold such a lock.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  if (process.platform === 'win32') {
    throw new AppError(
      'configuration',
      'The embedded database is not available on Windows. Set DATABASE_URL to a PostgreSQL server instead.',
    );
  }
  // All names lead to one lock. Kept, so that the folder may be reached another way later.
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

/** Whether a file in a locked folder is the lock, or what is left of one. */
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

/** Moves the dead lock aside; what turns out to be somebody's new one is put back. */
function removeDead(lockPath: string, dead: string): void {
  if (identityOf(lockPath) !== dead) return;
  const aside = asideOf(lockPath);
  if (!movedAside(lockPath, aside)) return;
  try {
    // Fails where a third one came in between: the owner of `aside` sees that when it settles.
    if (identityOf(aside) !== dead) linkSync(aside, lockPath);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside);
  }
}

/** False where somebody else was faster. */
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
      // A full backlog is somebody's who listens.
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

/** Numbers of inodes are given again at once, so the time of birth is part of it. */
function identityOf(file: string): string | null {
  const state = lstatSync(file, { throwIfNoEntry: false });
  return state === undefined ? null : `${state.ino} ${state.birthtimeMs}`;
}

function inUse(folder: string): AppError {
  return new AppError(
    'data-folder-in-use',
    'Another Latchkey is using this data folder. Stop it first, choose another DATA_DIR, or set DATABASE_URL to a PostgreSQL server, which several may share.',
    { message: `the data folder is in use: ${folder}`, details: { folder } },
  );
}

function unsupported(folder: string, cause: unknown): AppError {
  const code = codeOf(cause) ?? 'unknown';
  // Where the file system has no hard links, EPERM is the answer.
  const mapped = code === 'EPERM' ? null : mapStorageError(cause);
  if (mapped instanceof AppError) return mapped;
  return new AppError(
    'configuration',
    `The data folder cannot be locked (${code}). Choose a DATA_DIR on a local disk that you may write to, or set DATABASE_URL to a PostgreSQL server.`,
    { message: `cannot lock ${folder}: ${code}`, cause },
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
