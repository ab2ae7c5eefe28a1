import { AppError } from '@/lib/domain/core';

type StorageCode = 'storage-full' | 'storage-unavailable';

interface Trouble {
  code: StorageCode;
  /** Node's codes of file and network errors, and SQLSTATEs. */
  codes?: RegExp;
  /** For errors whose code is too general. */
  messages?: RegExp;
  /** Says what happened, then what to do. It only says what was saved if that is certain. */
  text: string;
}

/** The first match is reported. */
const TROUBLES: readonly Trouble[] = [
  {
    code: 'storage-full',
    codes: /^(ENOSPC|EDQUOT|53100)$/,
    messages: /no space left on device|disk quota exceeded/i,
    text: 'Storage is full. The database’s disk has no space left, so the latest change may not be saved. Free some space; Latchkey then continues automatically.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(EACCES|EPERM)$/,
    messages: /: (permission denied|operation not permitted)/i,
    text: 'Latchkey has no permission to read or change the database files. Make the user that runs Latchkey the owner of DATA_DIR and everything in it, then start Latchkey again.',
  },
  {
    code: 'storage-unavailable',
    codes: /^EROFS$/,
    messages: /read-only file ?system/i,
    text: 'The database is on a read-only file system. Make it writable, or choose another DATA_DIR, then start Latchkey again.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(EIO|58030)$/,
    messages: /input\/output error/i,
    text: 'The database’s disk reported an error. The latest change may not be saved. Check the disk, then start Latchkey again.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(EMFILE|ENFILE|53000|53400)$/,
    messages: /too many open files/i,
    text: 'The database has too many open files. Raise the limit (ulimit -n), then start Latchkey again.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(XX001|XX002|58P01)$/,
    text: 'The database is damaged, or some of its files are missing. Stop Latchkey, keep a copy of the current files, and restore DATA_DIR or the PostgreSQL database from a backup.',
  },
  {
    code: 'storage-unavailable',
    codes: /^25006$/,
    text: 'PostgreSQL is read-only, so nothing was changed. It may be a standby. Set DATABASE_URL to the primary server.',
  },
  {
    code: 'storage-unavailable',
    codes: /^53300$/,
    messages: /too many (clients|connections)/i,
    text: 'PostgreSQL has no free connections. Close other clients or raise max_connections, then try again.',
  },
  {
    code: 'storage-unavailable',
    codes: /^57P03$/,
    text: 'PostgreSQL is starting up or shutting down. Try again in a moment.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(57P01|57P02|57P04|25P03|57P05)$/,
    text: 'PostgreSQL closed the connection; it may be restarting. The latest change may not be saved. Latchkey reconnects automatically. Check the change, then try again.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(57014|55P03)$/,
    text: 'The database took too long, so nothing was changed. Try again. If this happens often, check the database’s load.',
  },
  {
    code: 'storage-unavailable',
    messages: /query read timeout/i,
    text: 'The database didn’t respond in time. The latest change may not be saved. Check the PostgreSQL server, then try again.',
  },
  {
    code: 'storage-unavailable',
    messages: /timeout exceeded when trying to connect|timeout expired/i,
    text: 'Couldn’t connect to the database in time. Check the PostgreSQL server and its load, then try again.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08001|08004)$/,
    text: 'Couldn’t reach the database. Check DATABASE_URL and that the PostgreSQL server is running. Latchkey reconnects automatically.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(08...|ECONNRESET|ECONNABORTED|EPIPE)$/,
    messages: /connection terminated|not queryable|client has encountered a connection error/i,
    text: 'The database connection was lost. The latest change may not be saved. Latchkey reconnects automatically. Check the change, then try again.',
  },
];

/** No code, or an SQLSTATE that PostgreSQL uses for several kinds of file errors. */
const SAYS_LITTLE = /^$|^(XX|58|53)...$|^42501$/;

/** The storage error for a code or message of a driver or file system, or `null` if it isn't one. */
export function storageTrouble(code: string, message: string, cause: unknown): AppError | null {
  const text = SAYS_LITTLE.test(code) ? message : '';
  const trouble = TROUBLES.find(
    ({ codes, messages }) => codes?.test(code) === true || messages?.test(text) === true,
  );
  if (trouble === undefined) return null;
  return storageError(trouble.code, trouble.text, `${code} ${message}`.trim(), cause);
}

/** PostgreSQL couldn't open these files, for an unknown reason. */
export function storageDamaged(cause: unknown): AppError {
  return storageError(
    'storage-unavailable',
    'Couldn’t open the database in DATA_DIR. It’s damaged, or some of its files are missing. Keep a copy of DATA_DIR and restore it from a backup. Without a backup, delete its folder “database” to start with an empty one.',
    `the embedded database could not be opened: ${messageOf(cause)}`,
    cause,
  );
}

/** The thread of the embedded database ended, or was terminated because it hung. */
export function storageStopped(cause: unknown): AppError {
  return storageError(
    'storage-unavailable',
    'The database stopped unexpectedly, so the latest change may not be saved. Latchkey reopens it automatically. If this persists, check the log for the cause.',
    `the database stopped: ${messageOf(cause)}`,
    cause,
  );
}

/** The folder isn't the one that was opened, so writes would be lost. */
export function storageRemoved(folder: string): AppError {
  return storageError(
    'storage-unavailable',
    'The database folder was deleted or replaced while Latchkey was running, so the latest changes may be lost. Stop Latchkey, restore the folder or a backup of it, then start Latchkey again.',
    `the database folder was replaced after it was opened: ${folder}`,
  );
}

function storageError(code: StorageCode, text: string, message: string, cause?: unknown): AppError {
  return new AppError(code, text, { message: `storage: ${message}`, cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
