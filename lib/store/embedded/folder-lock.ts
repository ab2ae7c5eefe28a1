import { createHash, randomBytes } from 'node:crypto';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/core';

/** Held until `release`, or until the process ends in whichever way. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Names of sockets end at 104 bytes on macOS, 108 on Linux; some are left for the suffix. */
const MAX_SOCKET_PATH_BYTES = 84;
const ATTEMPTS = 5;
/** Long enough for another taker, who saw the same dead lock, to have finished its move. */
const SETTLE_MS = 60;

/**
 * The only right to open the database in this folder, over all processes of this machine.
 * A listening socket, hard-linked into place: the kernel answers for it while our event loop is
 * busy, and stops at kill -9.
 * *Errors*: `data-folder-in-use`; `configuration` where the file system has no such thing.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  if (process.platform === 'win32') {
    throw new AppError(
      'configuration',
      'The embedded database is not available on Windows. Set DATABASE_URL to a PostgreSQL server instead.',
    );
  }
  const lockPath = socketPath(realpathSync(folder));
  const ownPath = `${lockPath}.${randomBytes(4).toString('hex')}`;
  const server = await listen(ownPath);
  try {
    const inode = lstatSync(ownPath).ino;
    await take(lockPath, ownPath, folder);
    unlinkSync(ownPath);
    await sleep(SETTLE_MS);
    if (inodeOf(lockPath) !== inode) throw inUse(folder);
    return { release: () => release(server, lockPath, inode) };
  } catch (error) {
    await close(server);
    throw error instanceof AppError ? error : unsupported(folder, error);
  }
}

async function take(lockPath: string, ownPath: string, folder: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      linkSync(ownPath, lockPath);
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const inode = inodeOf(lockPath);
    if (inode === null) continue;
    if (await isAlive(lockPath)) throw inUse(folder);
    removeDead(lockPath, inode);
  }
  throw inUse(folder);
}

/** Moves the dead lock aside; what turns out to be somebody's new one is put back. */
function removeDead(lockPath: string, deadInode: number): void {
  if (inodeOf(lockPath) !== deadInode) return;
  const aside = `${lockPath}.${randomBytes(4).toString('hex')}`;
  if (!movedAside(lockPath, aside)) return;
  try {
    // Fails where a third one came in between: the owner of `aside` sees that when it settles.
    if (inodeOf(aside) !== deadInode) linkSync(aside, lockPath);
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
    const socket = net.connect(lockPath);
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
    server.once('error', (error) => reject(unsupported(socket, error)));
    server.listen({ path: socket, backlog: 128 }, () => {
      server.unref();
      resolve(server);
    });
  });
}

async function release(server: net.Server, lockPath: string, inode: number): Promise<void> {
  if (inodeOf(lockPath) === inode) unlinkSync(lockPath);
  await close(server);
}

function close(server: net.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

function inodeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.ino ?? null;
}

function socketPath(folder: string): string {
  const beside = path.join(folder, 'database.lock');
  if (Buffer.byteLength(beside) <= MAX_SOCKET_PATH_BYTES) return beside;
  const user = process.getuid?.() ?? 0;
  const shared = path.join(os.tmpdir(), `latchkey-${user}`);
  mkdirSync(shared, { recursive: true, mode: 0o700 });
  const state = lstatSync(shared);
  if (!state.isDirectory() || state.uid !== user || (state.mode & 0o077) !== 0) {
    throw new AppError(
      'configuration',
      'The folder for locks in the temporary folder belongs to somebody else. Choose a shorter DATA_DIR, or set DATABASE_URL.',
      { details: { folder: shared } },
    );
  }
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return path.join(shared, `${name}.lock`);
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
  return new AppError(
    'configuration',
    `The data folder cannot be locked (${code}). Choose a DATA_DIR on a local disk that you may write to, or set DATABASE_URL to a PostgreSQL server.`,
    { message: `cannot lock ${folder}: ${code}`, cause },
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
