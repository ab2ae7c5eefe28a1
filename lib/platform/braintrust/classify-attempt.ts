import type { AppError } from '@/lib/domain/core';
import { isAbsentRoute } from './absent-route';
import type { CallName } from './allowed-calls';
import { abortedCall, lastingFault, refusedAnswer, unexpectedAnswer } from './faults';
import { retryAfterMs } from './retry-after';
import type { HttpAnswer, HttpFault, HttpResult } from './transport';

/**
 * The outcome of one HTTP attempt. `final`: a retry won't help. `refused`: slow down, then retry. `faulty`:
 * retry after a while. `isFault`: counts toward an outage. `gateway`: the entire upstream is affected.
 * `error` is thrown when patience runs out.
 */
export type AttemptOutcome =
  | { kind: 'good'; value: unknown }
  | { kind: 'final'; error: AppError; answered: boolean }
  | {
      kind: 'refused';
      status: number;
      retryAfterMs: number | null;
      error: AppError;
    }
  | {
      kind: 'faulty';
      status: number | null;
      isFault: boolean;
      gateway: boolean;
      error: AppError;
    };

/** Classifies one HTTP attempt, independently of earlier attempts. */
export function classifyAttempt(
  operation: CallName,
  result: HttpResult,
  wallMs: number,
): AttemptOutcome {
  return result.kind === 'answer'
    ? classifyAnswer(operation, result, wallMs)
    : classifyFault(operation, result);
}

function classifyFault(operation: CallName, { kind, cause, proxy }: HttpFault): AttemptOutcome {
  const facts = { operation, status: null, cause, ...codeOf(cause), ...(proxy && { proxy }) };
  switch (kind) {
    case 'aborted':
      return { kind: 'final', error: abortedCall(operation), answered: false };
    case 'too-large':
      return { kind: 'final', error: unexpectedAnswer('too-large', facts), answered: true };
    case 'broken':
      return { kind: 'final', error: unexpectedAnswer('shape', facts), answered: false };
    case 'timeout':
      return faulty(null, lastingFault('upstream-timeout', facts), { gateway: true });
    case 'reset':
    case 'unreachable':
      // A proxy that refuses us will refuse the retry too.
      if (proxy !== undefined && (proxy.status === 407 || proxy.status === 403)) {
        const error = lastingFault('upstream-unreachable', facts);
        return { kind: 'final', error, answered: false };
      }
      return faulty(null, lastingFault('upstream-unreachable', facts), { gateway: true });
  }
}

function classifyAnswer(operation: CallName, answer: HttpAnswer, wallMs: number): AttemptOutcome {
  // Some gateways answer 403 for an unknown route. Treat that as 404.
  const status = isAbsentRoute(answer) ? 404 : answer.status;
  const facts = { operation, status };
  if (status >= 200 && status < 300) return classifyBody(operation, answer);
  if (status < 400) {
    return { kind: 'final', error: unexpectedAnswer('redirect', facts), answered: true };
  }
  // A date in `Retry-After` uses the upstream's clock, which may differ from ours by hours.
  const serverMs = Date.parse(answer.date ?? '');
  const waitMs = retryAfterMs(answer.retryAfter, Number.isNaN(serverMs) ? wallMs : serverMs);
  if (status === 429 || (status === 503 && waitMs !== null)) {
    const code = status === 429 ? 'upstream-rate-limited' : 'upstream-error';
    return { kind: 'refused', status, retryAfterMs: waitMs, error: lastingFault(code, facts) };
  }
  if (status === 408) {
    return faulty(status, lastingFault('upstream-timeout', facts), { isFault: false });
  }
  if (status === 409 || status === 425) {
    return faulty(status, refusedAnswer(facts), { isFault: false });
  }
  if (status >= 500) {
    const gateway = status >= 502 && status <= 504;
    return faulty(status, lastingFault('upstream-error', facts), { gateway });
  }
  return { kind: 'final', error: refusedAnswer(facts), answered: true };
}

function classifyBody(operation: CallName, answer: HttpAnswer): AttemptOutcome {
  const facts = { operation, status: answer.status };
  const text = answer.text;
  try {
    return { kind: 'good', value: JSON.parse(text) as unknown };
  } catch {
    // Don't keep the parser's error as the cause, because its message quotes the text.
    if (text.trim() === '') {
      return { kind: 'final', error: unexpectedAnswer('empty', facts), answered: true };
    }
    if (/^\s*</.test(text)) {
      return { kind: 'final', error: unexpectedAnswer('html', facts), answered: true };
    }
    return faulty(answer.status, unexpectedAnswer('truncated', facts), {});
  }
}

function faulty(
  status: number | null,
  error: AppError,
  { isFault = true, gateway = false }: { isFault?: boolean; gateway?: boolean },
): AttemptOutcome {
  return { kind: 'faulty', status, isFault, gateway, error };
}

/** The system's error code, such as `ECONNREFUSED`. It never contains confidential values. */
function codeOf(cause: unknown): { detail?: string } {
  const hasCode = cause instanceof Error && 'code' in cause && typeof cause.code === 'string';
  return hasCode ? { detail: String(cause.code) } : {};
}
