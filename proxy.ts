import { NextResponse, type NextRequest } from 'next/server';
import { refuseUnknownHost } from '@/lib/features/sessions/hosts';
import {
  NONCE_HEADER,
  PATH_HEADER,
  sessionCookieName,
} from '@/lib/features/sessions/request-headers';
import { allowedMethods } from '@/lib/contract/allowed-methods';
import { safeReturnPath } from '@/lib/contract/return-path';
import { AppError } from '@/lib/domain/core';
import { env, publicUrl } from '@/lib/platform/config/env';
import { problemResponse } from '@/lib/server/problem';

const NONCE_BYTES = 16;
const YEAR_S = 365 * 24 * 60 * 60;
const PAGE_METHODS = ['GET', 'HEAD'];
const API_METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/**
 * Runs before every page and route. Refuses unknown hosts and malformed requests, and adds the
 * content security policy to pages. Redirects to the sign-in page if there is no session cookie;
 * whether the session is still valid, each page checks itself.
 */
export function proxy(request: NextRequest): Response {
  const { pathname, search } = request.nextUrl;
  const refusal = refusalOf(request);
  if (refusal !== null) return secured(refused(refusal));
  if (isApi(pathname)) return secured(NextResponse.next());
  if (pathname !== '/sign-in' && !request.cookies.has(sessionCookieName(publicUrl()))) {
    return secured(NextResponse.redirect(signInUrl(request, pathname + search)));
  }
  return page(request, pathname + search);
}

export const config = {
  matcher: ['/((?!_next/static/|_next/image|favicon\\.ico$|icon\\.svg$).*)'],
};

function page(request: NextRequest, path: string): Response {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(NONCE_BYTES))).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set(PATH_HEADER, path);
  // Next takes the nonce for its own scripts from this header.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return secured(response);
}

function contentSecurityPolicy(nonce: string): string {
  const dev = process.env.NODE_ENV === 'development';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    // sonner and Radix write style elements and attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps() ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

function secured(response: Response): Response {
  if (isHttps())
    response.headers.set('strict-transport-security', `max-age=${YEAR_S}; includeSubDomains`);
  return response;
}

const isHttps = () => publicUrl().startsWith('https:');

/** Keeps the host that the browser used, because our cookies exist only under that name. */
function signInUrl(request: NextRequest, path: string): URL {
  const { protocol } = new URL(publicUrl());
  const url = new URL('/sign-in', `${protocol}//${request.headers.get('host') ?? ''}`);
  const returnTo = safeReturnPath(path);
  if (returnTo !== '/') url.searchParams.set('callbackUrl', returnTo);
  return url;
}

const isApi = (pathname: string) => pathname === '/api' || pathname.startsWith('/api/');

function refusalOf({ headers, method, nextUrl: { pathname } }: NextRequest): AppError | null {
  try {
    // Cluster probes use the machine's address as the host, and health responses reveal nothing.
    if (!pathname.startsWith('/api/health/')) refuseUnknownHost(headers.get('host'), env());
    refuseUnreadablePath(pathname);
    refuseOtherMethods(pathname, method);
    if (!isApi(pathname)) refuseBody(headers);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  return null;
}

/** Next would respond with an error of its own to an invalid escape. */
function refuseUnreadablePath(pathname: string): void {
  try {
    decodeURIComponent(pathname);
  } catch (cause) {
    throw new AppError('bad-request', 'The address holds an escape that is no text.', { cause });
  }
}

function refuseOtherMethods(pathname: string, method: string): void {
  const methods = allowedMethods(pathname) ?? (isApi(pathname) ? API_METHODS : PAGE_METHODS);
  if (methods.includes(method)) return;
  const allow = methods.join(', ');
  throw new AppError('method-not-allowed', `${pathname} takes ${allow}.`, { details: { allow } });
}

/** Pages accept no body. Refuse it here, because Next would buffer up to 10 MB of it in memory. */
function refuseBody(headers: Headers): void {
  if (Number(headers.get('content-length') ?? 0) === 0 && !headers.has('transfer-encoding')) return;
  throw new AppError('too-large', 'Pages take no body.');
}

function refused(error: AppError): Response {
  const requestId = crypto.randomUUID();
  const response = problemResponse(error, requestId);
  response.headers.set('cache-control', 'no-store');
  response.headers.set('x-request-id', requestId);
  return response;
}
