import { AppError, brandedError } from '@/lib/core';

/**
 * A statement that the database refused, without its parameters: those may hold secrets.
 * `code` is the SQLSTATE.
 */
export class SqlError extends brandedError('SqlError') {
  readonly code: string;
  readonly constraint: string | null;
  readonly table: string | null;
  readonly column: string | null;

  constructor(
    message: string,
    code: string,
    where: { constraint?: string | null; table?: string | null; column?: string | null } = {},
  ) {
    super(message);
    this.code = code;
    this.constraint = where.constraint ?? null;
    this.table = where.table ?? null;
    this.column = where.column ?? null;
  }
}

const FULL_CODES = new Set(['ENOSPC', 'EDQUOT', '53100']);
/** Connection lost (class 08), shutting down or starting (57P01 to 57P03), out of connections. */
const UNAVAILABLE_CODES =
  /^(08...|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;
/** node-postgres gives these no code. */
const UNAVAILABLE_MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|not queryable|client has encountered a connection error|query read timeout/i;
const FULL_MESSAGES = /no space left on device|disk quota exceeded/i;
const SQL_STATE = /^[0-9A-Z]{5}$/;

/** The database cannot be reached for now. */
export function storageUnavailable(cause: unknown, message?: string): AppError {
  return new AppError(
    'storage-unavailable',
    'The database cannot be reached right now. What was stored is safe; please try again in a moment.',
    { message: message ?? `database unavailable: ${messageOf(cause)}`, cause },
  );
}

function storageFull(cause: unknown): AppError {
  return new AppError(
    'storage-full',
    'The disk that holds the database is full. What was stored is safe; free some space, then try again.',
    { message: `database disk full: ${messageOf(cause)}`, cause },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function textOf(error: object, name: string): string | null {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * The error that callers see for one that a database driver threw: `storage-full`,
 * `storage-unavailable`, a `SqlError` for a refused statement, else the error itself.
 * Looks through `cause`, so that a wrapper changes nothing.
 */
export function mapStorageError(error: unknown): Error {
  for (let current = error, depth = 0; current instanceof Error && depth < 8; depth += 1) {
    const mapped = mapOne(current);
    if (mapped !== null) return mapped;
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return error instanceof Error ? error : new Error(String(error));
}

function mapOne(error: Error): Error | null {
  if (error instanceof AppError || error instanceof SqlError) return mapSqlError(error);
  const code = textOf(error, 'code') ?? '';
  if (FULL_CODES.has(code) || FULL_MESSAGES.test(error.message)) return storageFull(error);
  if (UNAVAILABLE_CODES.test(code) || UNAVAILABLE_MESSAGES.test(error.message)) {
    return storageUnavailable(error);
  }
  if (!SQL_STATE.test(code)) return null;
  return new SqlError(error.message, code, {
    constraint: textOf(error, 'constraint'),
    table: textOf(error, 'table'),
    column: textOf(error, 'column'),
  });
}

function mapSqlError(error: AppError | SqlError): Error {
  if (error instanceof AppError) return error;
  if (FULL_CODES.has(error.code) || FULL_MESSAGES.test(error.message)) return storageFull(error);
  if (UNAVAILABLE_CODES.test(error.code)) return storageUnavailable(error);
  return error;
}

/** True for a row that is there already (unique violation), of the named constraint if given. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    error instanceof SqlError &&
    error.code === '23505' &&
    (constraint === undefined || error.constraint === constraint)
  );
}
