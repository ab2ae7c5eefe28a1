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
    text: 'Storage is full. The disk that holds the database has no space left, so the latest change may not be saved. Free some space. Latchkey then continues by itself.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(EACCES|EPERM)$/,
    messages: /: (permission denied|operation not permitted)/i,
    text: 'Latchkey may not read or change the files of the database. Make the user that runs Latchkey the owner of DATA_DIR and of everything in it, then start Latchkey again.',
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
    text: 'The disk that holds the database reports an error. Check the disk, then start Latchkey again. The latest change may not be saved.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(EMFILE|ENFILE|53000|53400)$/,
    messages: /too many open files/i,
    text: 'The database cannot open more files. Raise the limit of open files (ulimit -n), then start Latchkey again.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(XX001|XX002|58P01)$/,
    text: 'The database is damaged, or files of it are missing. Stop Latchkey, keep a copy of what is there, and restore DATA_DIR or the PostgreSQL database from a backup.',
  },
  {
    code: 'storage-unavailable',
    codes: /^25006$/,
    text: 'PostgreSQL accepts no changes, as a standby does. Point DATABASE_URL to the primary server. Nothing was changed.',
  },
  {
    code: 'storage-unavailable',
    codes: /^53300$/,
    messages: /too many (clients|connections)/i,
    text: 'PostgreSQL has no free connection. Close other clients or raise max_connections, then try again.',
  },
  {
    code: 'storage-unavailable',
    codes: /^57P03$/,
    text: 'PostgreSQL is starting up or shutting down. Try again in a moment.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(57P01|57P02|57P04|25P03|57P05)$/,
    text: 'PostgreSQL closed the connection, as it does when it restarts. The latest change may not be saved. Latchkey reconnects by itself; check, then try again.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(57014|55P03)$/,
    text: 'The database took too long, so Latchkey ended the statement. It changed nothing. Try again; if it happens often, the database is overloaded.',
  },
  {
    code: 'storage-unavailable',
    messages: /query read timeout/i,
    text: 'The database did not answer in time. The latest change may not be saved. Check that the PostgreSQL server works, then try again.',
  },
  {
    code: 'storage-unavailable',
    messages: /timeout exceeded when trying to connect|timeout expired/i,
    text: 'The database accepted no connection in time. Check that the PostgreSQL server works and is not overloaded, then try again.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08001|08004)$/,
    text: 'Couldn’t reach the database. Check that the PostgreSQL server runs and that DATABASE_URL names it. Latchkey reconnects by itself.',
  },
  {
    code: 'storage-unavailable',
    codes: /^(08...|ECONNRESET|ECONNABORTED|EPIPE)$/,
    messages: /connection terminated|not queryable|client has encountered a connection error/i,
    text: 'The connection to the database was lost. The latest change may not be saved. Latchkey reconnects by itself; check, then try again.',
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
    'The database in DATA_DIR cannot be opened. It is damaged, or files of it are missing. Keep a copy of DATA_DIR and restore it from a backup. Without a backup, remove the folder "database" in it to begin with an empty one.',
    `the embedded database did not open: ${messageOf(cause)}`,
    cause,
  );
}

/** The thread of the embedded database ended, or was terminated because it hung. */
export function storageStopped(cause: unknown): AppError {
  return storageError(
    'storage-unavailable',
    'The database stopped unexpectedly, so the latest change may not be saved. Latchkey opens it again by itself. If that does not help, the log names the cause.',
    `the database stopped: ${messageOf(cause)}`,
    cause,
  );
}

/** The folder isn't the one that was opened, so writes would be lost. */
export function storageRemoved(folder: string): AppError {
  return storageError(
    'storage-unavailable',
    'The folder of the database was deleted or replaced while Latchkey was running, so the latest changes may be lost. Stop Latchkey, put the folder back or restore it from a backup, then start again.',
    `the database folder is not the one that was opened: ${folder}`,
  );
}

function storageError(code: StorageCode, text: string, message: string, cause?: unknown): AppError {
  return new AppError(code, text, { message: `storage: ${message}`, cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
