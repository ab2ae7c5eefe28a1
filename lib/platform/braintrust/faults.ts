import { AppError, type ErrorCode } from '@/lib/domain/core';
import type { CallName } from './allowed-calls';
import type { ProxyFault } from './transport';

/** Why an answer can't be used. */
export type UnexpectedKind =
  | 'html'
  | 'empty'
  | 'shape'
  | 'too-large'
  | 'too-many-keys'
  | 'cursor-loop'
  | 'truncated'
  | 'redirect';

const UNEXPECTED: Record<UnexpectedKind, string> = {
  html: 'Braintrust returned a web page instead of data. Check that BRAINTRUST_API_URL is your data plane, not the web app or a proxy’s sign-in page.',
  empty:
    'Braintrust returned an empty response. Try again; if it persists, check proxies between Latchkey and Braintrust.',
  shape: 'Braintrust returned data in an unexpected format. Latchkey ignored it.',
  'too-large': 'Braintrust returned more data than Latchkey accepts. Latchkey ignored it.',
  'too-many-keys':
    'Braintrust returned more keys for one member than Latchkey accepts. Latchkey ignored them.',
  'cursor-loop':
    'Braintrust repeated an earlier page’s entries, so Latchkey couldn’t read the complete list.',
  truncated: 'Braintrust repeatedly returned incomplete responses. Try again later.',
  redirect:
    'Braintrust returned a redirect. Latchkey didn’t follow it because it sends the key only to BRAINTRUST_API_URL.',
};

type Facts = {
  operation: CallName;
  status: number | null;
  detail?: string;
  cause?: unknown;
  proxy?: ProxyFault;
};

/** The error for an answer that can't be used. `detail` must not contain any value from the answer. */
export function unexpectedAnswer(kind: UnexpectedKind, facts: Facts): AppError {
  return fault('upstream-unexpected-answer', UNEXPECTED[kind], facts, { kind });
}

/** The error for a status that a retry won't change. */
export function refusedAnswer(facts: Facts & { status: number }): AppError {
  if (facts.status === 401) {
    return fault(
      'wrong-key',
      'Braintrust rejected this key. Check that it’s complete and not expired or revoked.',
      facts,
    );
  }
  const why = facts.status === 403 ? 'this key doesn’t allow it' : `status ${facts.status}`;
  return fault(
    'upstream-refused',
    `Braintrust refused the request (${why}). Nothing was changed.`,
    facts,
  );
}

/** Upstream errors that may go away if we wait. */
export type LastingCode = Extract<
  ErrorCode,
  'upstream-rate-limited' | 'upstream-error' | 'upstream-unreachable' | 'upstream-timeout'
>;

const LASTING: Record<LastingCode, string> = {
  'upstream-rate-limited':
    'Braintrust kept rate limiting requests. Try again later, or lower AUDIT_CONCURRENCY.',
  'upstream-error': 'Braintrust keeps returning server errors. Try again later.',
  'upstream-unreachable':
    'Couldn’t reach Braintrust. Check BRAINTRUST_API_URL and the network, then try again.',
  'upstream-timeout': 'Braintrust didn’t respond in time. Try again later.',
};

export function isLasting(code: ErrorCode): code is LastingCode {
  return Object.hasOwn(LASTING, code);
}

/** The error for a call that failed after all its retries. */
export function lastingFault(code: LastingCode, facts: Facts): AppError {
  const { proxy } = facts;
  return proxy === undefined
    ? fault(code, LASTING[code], facts)
    : fault(code, proxyMessage(proxy), facts, { proxy: proxy.name, proxyStatus: proxy.status });
}

function proxyMessage({ name, status }: ProxyFault): string {
  if (status === 407) {
    return `The proxy ${name} requires a user name and password (407). Add them to HTTPS_PROXY and restart Latchkey.`;
  }
  return status === null
    ? `Couldn’t reach Braintrust through the proxy ${name}. Check the proxy, HTTPS_PROXY, and NO_PROXY.`
    : `The proxy ${name} returned ${status} instead of connecting to Braintrust. Check the proxy, HTTPS_PROXY, and NO_PROXY.`;
}

/** For calls that a data plane may not have, these statuses mean that it doesn't. */
const ABSENT = [404, 405];

/** Whether the data plane answered that it doesn't have this call. */
export function isAbsent(error: unknown): boolean {
  return (
    error instanceof AppError &&
    error.code === 'upstream-refused' &&
    ABSENT.some((status) => status === error.details.status)
  );
}

export function abortedCall(operation: CallName): AppError {
  return fault('aborted', 'The request to Braintrust was canceled.', { operation, status: null });
}

function fault(
  code: ErrorCode,
  publicMessage: string,
  { operation, status, detail, cause }: Facts,
  more: Record<string, unknown> = {},
): AppError {
  const about = [operation, status === null ? null : `status ${status}`, detail ?? null];
  return new AppError(code, publicMessage, {
    message: `${code}: ${about.filter((part) => part !== null).join(', ')}`,
    cause,
    details: { operation, status, ...more, ...(detail === undefined ? {} : { detail }) },
  });
}
