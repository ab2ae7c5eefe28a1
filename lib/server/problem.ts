import type { Problem } from '@/lib/contract';
import { ERROR_CODES, type AppError } from '@/lib/domain/core';
import type { Log } from '@/lib/platform/log';

/** The error as a problem response; `more` adds members to its body. *Source*: RFC 9457. */
export function problemResponse(
  error: AppError,
  requestId: string,
  more: Readonly<Record<string, string>> = {},
): Response {
  const { auditId, changed, organizations, problems, unreadablePlan } = error.details;
  const body: Problem & { organizations?: unknown } = {
    ...more,
    type: `urn:latchkey:problem:${error.code}`,
    title: titleOf(error.code),
    status: error.status,
    detail: error.publicMessage,
    code: error.code,
    request_id: requestId,
    ...(typeof auditId === 'string' ? { audit_id: auditId } : {}),
    ...(isChanged(changed) ? { changed } : {}),
    ...(Array.isArray(problems) ? { problems } : {}),
    ...(isPlan(unreadablePlan) ? { unreadable_plan: unreadablePlan } : {}),
    ...(Array.isArray(organizations) ? { organizations } : {}),
  };
  return new Response(JSON.stringify(body), {
    status: error.status,
    headers: { 'content-type': 'application/problem+json', ...headersOf(error) },
  });
}

/** Logs an error that was sent to a client. */
export function logProblem(log: Log, error: AppError, fields: Record<string, unknown>): void {
  log[ERROR_CODES[error.code].log]('a request was refused', {
    ...fields,
    code: error.code,
    // Log expected client errors without a stack trace.
    error: error.status >= 500 ? error : error.message,
  });
}

function isChanged(value: unknown): value is Problem['changed'] & object {
  return typeof value === 'object' && value !== null && 'version' in value;
}

function isPlan(value: unknown): value is Problem['unreadable_plan'] & object {
  return typeof value === 'object' && value !== null && 'id' in value && 'title' in value;
}

function headersOf(error: AppError): Record<string, string> {
  const { allow, retryAfterSeconds } = error.details;
  return {
    ...(typeof allow === 'string' ? { allow } : {}),
    ...(error.status === 401 ? { 'www-authenticate': 'Bearer realm="latchkey"' } : {}),
    ...(typeof retryAfterSeconds === 'number' ? { 'retry-after': String(retryAfterSeconds) } : {}),
  };
}

function titleOf(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
