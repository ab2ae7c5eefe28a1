import { NextRequest } from 'next/server';
import {
  nextAuthOptions,
  refuseForeignOrigin,
  refuseUnknownHost,
  toSignInError,
} from '@/lib/features/sessions';
import { AppError, toAppError } from '@/lib/domain/core';
import { publicUrl, setNextAuthUrl } from '@/lib/platform/config/env';
import { inRequest } from '@/lib/platform/log';
import { addressOf } from './authenticate';
import { noSuchEndpointError } from './no-such-endpoint';
import { logProblem, problemResponse } from './problem';
import { parseJson, readText } from './read-body';
import { runtime } from './runtime';

type Options = ReturnType<typeof nextAuthOptions>;
type RouteContext = { params: Promise<{ nextauth: string[] }> };
/** next-auth's function is untyped; for a route it returns a promise of a `Response`. */
type NextAuthRoute = (request: NextRequest, context: RouteContext, options: Options) => unknown;

/**
 * The next-auth actions in use, with their methods. All others are closed, because through `_log`
 * anyone could write into our log.
 */
const ACTIONS = new Map<string, readonly string[]>([
  ['callback/credentials', ['POST']],
  ['csrf', ['GET']],
  ['error', ['GET']],
  ['providers', ['GET']],
  ['session', ['GET']],
  ['signout', ['POST']],
]);
/** A key and two tokens are far smaller. */
const LARGEST_BODY_BYTES = 64 * 1024;

/** next-auth's route on our runtime. `run` is next-auth, which `lib/server` may not import. */
export function authRoute(run: NextAuthRoute) {
  return async (request: NextRequest, context: RouteContext): Promise<Response> => {
    const requestId = crypto.randomUUID();
    const action = (await context.params).nextauth.join('/');
    const scope = { id: requestId, address: addressOf(request) };
    try {
      const response = await inRequest(scope, () => answer(run, request, { context, action }));
      return withRequestId(response, requestId);
    } catch (thrown) {
      const error = toAppError(thrown);
      await noteRefusal(error, { request_id: requestId, method: request.method });
      const response = problemResponse(error, requestId, pageScriptUrl(request, action, error));
      response.headers.set('cache-control', 'no-store');
      return withRequestId(response, requestId);
    }
  };
}

function withRequestId(response: Response, requestId: string): Response {
  response.headers.set('x-request-id', requestId);
  return response;
}

async function answer(
  run: NextAuthRoute,
  request: NextRequest,
  { context, action }: { context: RouteContext; action: string },
): Promise<Response> {
  const { env, secret, signIn, sessions, log } = await runtime();
  refuseUnknownHost(request.headers.get('host'), env);
  refuseOther(action, request.method);
  // A script sends no origin. next-auth requires a CSRF token anyway, which is enough.
  if (request.method === 'POST' && request.headers.has('origin')) refuseForeignOrigin(request, env);
  setNextAuthUrl();
  const response = await run(
    request.method === 'POST' ? await withCheckedBody(request) : request,
    context,
    nextAuthOptions({
      secret,
      previousSecret: env.previousSecret,
      secureCookies: publicUrl(env).startsWith('https:'),
      signIn,
      sessions,
      log,
    }),
  );
  if (response instanceof Response) return response;
  throw new AppError('internal', 'Couldn’t sign in. Try again.', {
    message: 'next-auth returned something other than a Response',
  });
}

function refuseOther(action: string, method: string): void {
  const methods = ACTIONS.get(action);
  if (methods === undefined) throw noSuchEndpointError();
  if (methods.includes(method) || (method === 'HEAD' && methods.includes('GET'))) return;
  const allow = methods.join(', ');
  throw new AppError('method-not-allowed', `This path accepts only ${allow}.`, {
    details: { allow },
  });
}

/**
 * Reads and checks the body first, because next-auth reads bodies of any size and fails on malformed
 * ones. *Errors*: `bad-request`, `too-large`.
 */
async function withCheckedBody(request: NextRequest): Promise<NextRequest> {
  const text = await readText(request, LARGEST_BODY_BYTES);
  const type = request.headers.get('content-type')?.toLowerCase() ?? '';
  if (type.includes('application/json')) {
    const body = parseJson(text);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw new AppError('bad-request', 'The body must be a JSON object.');
    }
  } else if (text !== '' && !type.includes('application/x-www-form-urlencoded')) {
    throw new AppError('bad-request', 'Send the body as a form or as JSON.');
  }
  const { headers, method, url } = request;
  return new NextRequest(url, { method, headers, body: text });
}

/** next-auth's client script reads the error from a `url` in the response body. */
function pageScriptUrl(request: NextRequest, action: string, error: AppError): { url?: string } {
  if (request.method !== 'POST' || !ACTIONS.has(action)) return {};
  // The sign-in form parses the JSON; the sign-in page itself accepts only plain codes.
  const shownError =
    action === 'callback/credentials' ? JSON.stringify(toSignInError(error)) : error.code;
  const parameters = new URLSearchParams({ error: shownError });
  return { url: new URL(`/sign-in?${parameters.toString()}`, publicUrl()).href };
}

async function noteRefusal(error: AppError, fields: Record<string, unknown>): Promise<void> {
  try {
    const { log } = await runtime();
    logProblem(log, error, { ...fields, endpoint: 'sign-in' });
  } catch {
    // If the runtime doesn't open there is no log, but its start has reported that on stderr.
  }
}
