import { AppError, brandedError } from '@/lib/domain/core';
import { storageTrouble } from './storage-troubles';

/** A rejected statement, without its parameters, which may be secrets. `code` is the SQLSTATE. */
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

const SQL_STATE = /^[0-9A-Z]{5}$/;

function textOf(error: object, name: string): string | null {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * Converts a database driver's error to `storage-full`, `storage-unavailable`, or a `SqlError` for a
 * rejected statement. Other errors are returned unchanged. It follows `cause`, so wrapped errors are found.
 */
export function mapStorageError(error: unknown): Error {
  const first = asError(error);
  for (let current: unknown = first, depth = 0; current instanceof Error && depth < 8; depth += 1) {
    const mapped = mapOne(current);
    if (mapped !== null) return mapped;
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return first;
}

function mapOne(error: Error): Error | null {
  if (error instanceof AppError) return error;
  const code = textOf(error, 'code') ?? '';
  const trouble = storageTrouble(code, error.message, error);
  if (trouble !== null) return trouble;
  if (error instanceof SqlError) return error;
  if (!SQL_STATE.test(code)) return null;
  return new SqlError(error.message, code, {
    constraint: textOf(error, 'constraint'),
    table: textOf(error, 'table'),
    column: textOf(error, 'column'),
  });
}

/** Converts thrown values that aren't an `Error`, such as Emscripten's `ErrnoError`. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  if (typeof thrown !== 'object' || thrown === null) return new Error(String(thrown));
  const message = textOf(thrown, 'message') ?? textOf(thrown, 'name') ?? 'unknown error';
  const errno: unknown = Reflect.get(thrown, 'errno');
  const code = textOf(thrown, 'code');
  return Object.assign(
    new Error(typeof errno === 'number' ? `${message} (errno ${errno})` : message),
    code === null ? {} : { code },
  );
}

/** True if the error is a unique violation, of the named constraint if given. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    error instanceof SqlError &&
    error.code === '23505' &&
    (constraint === undefined || error.constraint === constraint)
  );
}
