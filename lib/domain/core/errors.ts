import { brandedError } from './branded-error';

/**
 * Every error code. `status`: the HTTP status of the response. `retryable`: the same action may succeed
 * later. `log`: the level at which it is logged.
 */
export const ERROR_CODES = {
  'bad-request': { status: 400, retryable: false, log: 'info' },
  'not-signed-in': { status: 401, retryable: false, log: 'info' },
  'wrong-key': { status: 401, retryable: false, log: 'warn' },
  'not-an-owner': { status: 403, retryable: false, log: 'warn' },
  'cannot-impersonate': { status: 403, retryable: false, log: 'warn' },
  'origin-refused': { status: 403, retryable: false, log: 'warn' },
  'host-refused': { status: 421, retryable: false, log: 'warn' },
  'insecure-bind': { status: 403, retryable: false, log: 'error' },
  'session-only': { status: 403, retryable: false, log: 'warn' },
  'revoking-off': { status: 403, retryable: false, log: 'info' },
  'proof-needed': { status: 403, retryable: false, log: 'info' },
  'proof-refused': { status: 403, retryable: false, log: 'warn' },
  'name-differs': { status: 400, retryable: false, log: 'info' },
  'key-in-use': { status: 409, retryable: false, log: 'info' },
  'not-found': { status: 404, retryable: false, log: 'info' },
  'method-not-allowed': { status: 405, retryable: false, log: 'info' },
  'no-audit': { status: 404, retryable: false, log: 'info' },
  'unknown-organization': { status: 404, retryable: false, log: 'info' },
  'choose-organization': { status: 409, retryable: false, log: 'info' },
  'audit-running': { status: 409, retryable: true, log: 'info' },
  'audit-not-finished': { status: 409, retryable: true, log: 'info' },
  'changed-meanwhile': { status: 409, retryable: false, log: 'info' },
  conflict: { status: 409, retryable: true, log: 'info' },
  'too-large': { status: 413, retryable: false, log: 'info' },
  'too-many-requests': { status: 429, retryable: true, log: 'warn' },
  'credential-gone': { status: 409, retryable: false, log: 'warn' },
  'upstream-refused': { status: 502, retryable: false, log: 'warn' },
  'upstream-error': { status: 502, retryable: true, log: 'warn' },
  'upstream-unexpected-answer': { status: 502, retryable: false, log: 'warn' },
  'upstream-unreachable': { status: 503, retryable: true, log: 'warn' },
  'upstream-timeout': { status: 504, retryable: true, log: 'warn' },
  'upstream-rate-limited': { status: 503, retryable: true, log: 'warn' },
  'identity-calls-missing': { status: 502, retryable: false, log: 'warn' },
  'wrong-api-url': { status: 409, retryable: false, log: 'warn' },
  configuration: { status: 500, retryable: false, log: 'error' },
  'data-folder-in-use': { status: 503, retryable: false, log: 'error' },
  'storage-unavailable': { status: 503, retryable: true, log: 'error' },
  'storage-full': { status: 507, retryable: true, log: 'error' },
  aborted: { status: 499, retryable: true, log: 'info' },
  internal: { status: 500, retryable: false, log: 'error' },
} as const satisfies Record<
  string,
  { status: number; retryable: boolean; log: 'info' | 'warn' | 'error' }
>;
export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * The only error class that our code throws.
 *
 * `message` is for the log. `publicMessage` is shown to the user: what failed, what is safe, what to do.
 * `details` go to the log and into the response. None of them may hold a secret.
 */
export class AppError extends brandedError('AppError') {
  readonly code: ErrorCode;
  readonly publicMessage: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    publicMessage: string,
    options: { message?: string; cause?: unknown; details?: Record<string, unknown> } = {},
  ) {
    super(options.message ?? publicMessage, { cause: options.cause });
    this.code = code;
    this.publicMessage = publicMessage;
    this.details = options.details ?? {};
  }

  /** The HTTP status of the response. */
  get status(): number {
    return ERROR_CODES[this.code].status;
  }
}

/** Whether the disk is full or the database unavailable. The same action may succeed once that is over. */
export function isStorageError(error: unknown): error is AppError {
  return (
    error instanceof AppError &&
    (error.code === 'storage-full' || error.code === 'storage-unavailable')
  );
}

/** Wraps any other error as `internal`. Its text goes to the log, not to the user. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(
    'internal',
    'Latchkey had an internal error. If you were changing something, reload to check whether it was saved, then try again.',
    { message: error instanceof Error ? error.message : String(error), cause: error },
  );
}
