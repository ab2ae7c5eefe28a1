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

const WHAT_CAME: Record<UnexpectedKind, string> = {
  html: 'a web page instead of data. Is BRAINTRUST_API_URL the data plane and not the app or a proxy’s sign-in?',
  empty:
    'an empty answer. Please try again; if it stays so, check what stands between us and Braintrust.',
  shape: 'data of another form than its API describes. Nothing of it was used.',
  'too-large': 'an answer larger than we accept. Nothing of it was used.',
  'too-many-keys': 'more keys for one identity than we accept. None of them was used.',
  'cursor-loop':
    'again what an earlier page of the list had brought, so the list cannot be read to its end.',
  truncated: 'an answer that was cut off, again and again. Please try again later.',
  redirect:
    'a redirect that we do not follow: the key goes to BRAINTRUST_API_URL and nowhere else.',
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
  return fault('upstream-unexpected-answer', `Braintrust sent ${WHAT_CAME[kind]}`, facts, { kind });
}

/** The error for a status that a retry won't change. */
export function refusedAnswer(facts: Facts & { status: number }): AppError {
  if (facts.status === 401) {
    return fault(
      'wrong-key',
      'Braintrust does not accept this key: it is mistyped, was revoked or has expired. Use a key that is valid.',
      facts,
    );
  }
  const why = facts.status === 403 ? 'this key may not do it' : `status ${facts.status}`;
  return fault(
    'upstream-refused',
    `Braintrust refused the call (${why}). Nothing was changed.`,
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
    'Braintrust kept asking us to slow down for minutes. Please try again later, or with a lower AUDIT_CONCURRENCY.',
  'upstream-error': 'Braintrust keeps answering with an error of its own. Please try again later.',
  'upstream-unreachable':
    'Braintrust cannot be reached. Check BRAINTRUST_API_URL and the network, then try again.',
  'upstream-timeout': 'Braintrust does not answer in time. Please try again later.',
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
    return `The proxy ${name} asks for a user name and password (407). Put them into HTTPS_PROXY and restart Latchkey.`;
  }
  return status === null
    ? `Braintrust cannot be reached through the proxy ${name}. Check the proxy, HTTPS_PROXY, and NO_PROXY.`
    : `The proxy ${name} answered ${status} instead of connecting to Braintrust. Check the proxy, HTTPS_PROXY, and NO_PROXY.`;
}

export function abortedCall(operation: CallName): AppError {
  return fault('aborted', 'The call to Braintrust was cancelled.', { operation, status: null });
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
