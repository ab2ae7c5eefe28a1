import type { AppError } from '@/lib/domain/core';
import { isAbsentRoute } from './absent-route';
import type { CallName } from './allowed-calls';
import { abortedCall, lastingFault, refusedAnswer, unexpectedAnswer } from './faults';
import { retryAfterMs } from './retry-after';
import type { HttpAnswer, HttpFault, HttpResult } from './transport';

/**
 * What to make of one request. `final`: an error that a retry does not mend. `refused`: slow down,
 * then again. `faulty`: again after a while; `isFault`: it speaks against the upstream's health,
 * `gateway`: as a whole. The error is what to throw once patience is at its end.
 */
export type Verdict =
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

/** Judges what came of one request, without a memory of earlier ones. */
export function judge(operation: CallName, result: HttpResult, wallMs: number): Verdict {
  return result.kind === 'answer'
    ? judgeAnswer(operation, result, wallMs)
    : judgeFault(operation, result);
}

function judgeFault(operation: CallName, { kind, cause, proxy }: HttpFault): Verdict {
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
      // A proxy that refuses us will do so again.
      if (proxy !== undefined && (proxy.status === 407 || proxy.status === 403)) {
        const error = lastingFault('upstream-unreachable', facts);
        return { kind: 'final', error, answered: false };
      }
      return faulty(null, lastingFault('upstream-unreachable', facts), { gateway: true });
  }
}

function judgeAnswer(operation: CallName, answer: HttpAnswer, wallMs: number): Verdict {
  // A gateway's way of saying 404: from here on it is one.
  const status = isAbsentRoute(answer) ? 404 : answer.status;
  const facts = { operation, status };
  if (status >= 200 && status < 300) return judgeBody(operation, answer);
  if (status < 400) {
    return { kind: 'final', error: unexpectedAnswer('redirect', facts), answered: true };
  }
  // A date in `Retry-After` is by the upstream's clock, which may differ from ours by hours.
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

function judgeBody(operation: CallName, answer: HttpAnswer): Verdict {
  const facts = { operation, status: answer.status };
  const text = answer.text;
  try {
    return { kind: 'good', value: JSON.parse(text) as unknown };
  } catch {
    // The parser's own message quotes the text, so it is not kept as the cause.
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
): Verdict {
  return { kind: 'faulty', status, isFault, gateway, error };
}

/** The system's short code for what went wrong (`ECONNREFUSED`): it holds no value of ours. */
function codeOf(cause: unknown): { detail?: string } {
  const hasCode = cause instanceof Error && 'code' in cause && typeof cause.code === 'string';
  return hasCode ? { detail: String(cause.code) } : {};
}
