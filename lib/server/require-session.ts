import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Context } from '@/lib/features/context';
import { ADDRESS_HEADER, PATH_HEADER, type Session } from '@/lib/features/sessions';
import { safeReturnPath } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { contextOfSession, sessionOfCookies } from './authenticate';
import { runtime } from './runtime';

/**
 * The session of the page being rendered, and the context for its verbs. Without an active session,
 * redirects to the sign-in page, which leads back here. Cached per request, so layouts and pages can
 * all call it.
 * *Errors*: `upstream-…` if Braintrust hasn't confirmed the owner for too long.
 */
export const requireSession: () => Promise<{ session: Session; ctx: Context }> = cache(async () => {
  const opened = await runtime();
  const all = await headers();
  const cookies = all.get('cookie');
  const address = all.get(ADDRESS_HEADER);
  const session = await sessionOfCookies(opened, cookies, { address }).catch((error: unknown) => {
    throw asShown(error);
  });
  if (session === null) {
    const parameters = new URLSearchParams({ callbackUrl: safeReturnPath(all.get(PATH_HEADER)) });
    if (cookies?.includes('next-auth.session-token=')) parameters.set('error', 'not-signed-in');
    redirect(`/sign-in?${parameters.toString()}`);
  }
  return { session, ctx: contextOfSession(opened, session) };
});

/** Next shows a page error's `message`, so this replaces it with the public one. */
function asShown(error: unknown): unknown {
  return error instanceof AppError ? new Error(error.publicMessage, { cause: error }) : error;
}
