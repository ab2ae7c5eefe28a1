import type { Problem } from '@/lib/contract';
import { brandedError } from '@/lib/domain/core';

/**
 * A failed call to our own API. `message` can be shown to the user. For the fields that only some
 * codes have (`auditId`, `changed`, `problems`, `unreadablePlan`), see `problemSchema` in the contract.
 */
export class ApiError extends brandedError('ApiError') {
  /** A code of the API, or one that the client sets: `unreachable`, `unexpected-answer`, `signed-out`. */
  readonly code: string;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly auditId: string | null;
  readonly changed: NonNullable<Problem['changed']> | null;
  readonly problems: NonNullable<Problem['problems']>;
  readonly unreadablePlan: NonNullable<Problem['unreadable_plan']> | null;

  constructor(
    code: string,
    message: string,
    details: {
      status?: number;
      requestId?: string;
      auditId?: string;
      changed?: NonNullable<Problem['changed']>;
      problems?: NonNullable<Problem['problems']>;
      unreadablePlan?: NonNullable<Problem['unreadable_plan']>;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.code = code;
    this.status = details.status ?? null;
    this.requestId = details.requestId ?? null;
    this.auditId = details.auditId ?? null;
    this.changed = details.changed ?? null;
    this.problems = details.problems ?? [];
    this.unreadablePlan = details.unreadablePlan ?? null;
  }

  /** Whether the same call may succeed on a retry. */
  get retryable(): boolean {
    return this.status === null || this.status === 429 || this.status >= 500;
  }
}

/**
 * The error for a response other than 2xx. The body may not be ours: a proxy may send HTML, and a
 * connection may break in the middle of it.
 */
export async function apiErrorOf(response: Response, changes: boolean): Promise<ApiError> {
  const { status } = response;
  const problem = await readProblem(response);
  if (!problem) {
    return new ApiError(
      'unexpected-answer',
      status < 500 && status !== 408
        ? `The server refused the request (status ${status}) without a reason. Reload the page and try again.`
        : `The server returned an error (status ${status}) without a reason. ${whatNow(changes)}`,
      { status },
    );
  }
  return new ApiError(problem.code, problem.detail || problem.title, {
    status,
    requestId: problem.request_id,
    ...(problem.audit_id ? { auditId: problem.audit_id } : {}),
    ...(problem.changed ? { changed: problem.changed } : {}),
    ...(problem.problems ? { problems: problem.problems } : {}),
    ...(problem.unreadable_plan ? { unreadablePlan: problem.unreadable_plan } : {}),
  });
}

/** What the user can do if no response said whether the request was carried out. */
export function whatNow(changes: boolean): string {
  return changes
    ? 'The change may or may not have been saved. Reload the page to check, then try again.'
    : 'Try again.';
}

async function readProblem(response: Response): Promise<Problem | undefined> {
  try {
    const value = parseJson(await response.text());
    return isProblem(value) ? value : undefined;
  } catch {
    // A body that broke off says as little as one that isn't ours.
    return undefined;
  }
}

/** Parses a JSON text; returns `undefined` if it isn't valid. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // No JSON text stands for `undefined`, so it's no claim.
    return undefined;
  }
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'detail' in value &&
    typeof value.detail === 'string' &&
    'title' in value &&
    typeof value.title === 'string' &&
    'request_id' in value &&
    typeof value.request_id === 'string'
  );
}
