import type { NextRequest } from 'next/server';
import { nextAuthOptions, refuseUnknownHost, toSignInError } from '@/lib/auth';
import { AppError, toAppError } from '@/lib/core';
import { publicUrl, tellNextAuth } from '@/lib/env';
import { problemResponse } from './problem';
import { runtime } from './runtime';

type Options = ReturnType<typeof nextAuthOptions>;
type RouteContext = { params: Promise<{ nextauth: string[] }> };
/** What next-auth's untyped function answers a route with is a promise of a `Response`. */
type NextAuthRoute = (request: NextRequest, context: RouteContext, options: Options) => unknown;

/** next-auth's route over our runtime. `run` is next-auth itself, which only the route may import. */
export function authRoute(run: NextAuthRoute) {
  return async (request: NextRequest, context: RouteContext): Promise<Response> => {
    const [answered] = await Promise.allSettled([answer(run, request, context)]);
    if (answered.status === 'fulfilled') return answered.value;
    const error = toAppError(answered.reason);
    // What next-auth's own page script understands.
    if (request.method === 'POST') return asNextAuthError(error);
    return problemResponse(error, crypto.randomUUID());
  };
}

async function answer(
  run: NextAuthRoute,
  request: NextRequest,
  context: RouteContext,
): Promise<Response> {
  const { env, secret, signIn, sessions, log } = await runtime();
  refuseUnknownHost(request.headers.get('host'), env);
  tellNextAuth();
  const response = await run(
    request,
    context,
    nextAuthOptions({
      secret,
      secureCookies: publicUrl(env).startsWith('https:'),
      signIn,
      sessions,
      log,
    }),
  );
  if (response instanceof Response) return response;
  throw new AppError('internal', 'Signing in did not work.', {
    message: 'next-auth answered something that is no Response',
  });
}

function asNextAuthError(error: ReturnType<typeof toAppError>): Response {
  const parameters = new URLSearchParams({ error: JSON.stringify(toSignInError(error)) });
  const url = new URL(`/sign-in?${parameters.toString()}`, publicUrl());
  return Response.json({ url: url.href }, { status: error.status });
}
