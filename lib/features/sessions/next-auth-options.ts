import type { NextAuthOptions, Session as NextAuthSession, User } from 'next-auth';
import type { CredentialsConfig } from 'next-auth/providers/credentials';
import { ownPath } from '@/lib/contract';
import { DAY_MS, SECOND_MS } from '@/lib/domain/core';
import type { Log } from '@/lib/platform/log';
import { SESSION_MS, labelOf, type Sessions } from './sessions';
import { ADDRESS_HEADER } from './request-headers';
import { decodeWithEither, tokenOfCookies, tokenOfJwt } from './session-cookie';
import { toSignInError, type SignInVerb } from './sign-in';

const SESSION_S = SESSION_MS / SECOND_MS;
/**
 * The cookie outlives the session that it names. A page that is opened with it says that the session has ended;
 * without a cookie, it would ask to sign in without a reason.
 */
const COOKIE_S = 30 * (DAY_MS / SECOND_MS);

/**
 * Configures next-auth on top of our sessions. Its JWT holds only our random token. When next-auth renews the
 * cookie on a poll, that doesn't extend the session.
 */
export function nextAuthOptions(parts: {
  secret: string;
  previousSecret?: string | null;
  secureCookies: boolean;
  signIn: SignInVerb;
  sessions: Sessions;
  log: Log;
}): NextAuthOptions {
  const { secret, previousSecret = null, secureCookies, signIn, sessions, log } = parts;
  /** Ends the session whose cookie this sign-in replaces, so that it doesn't stay live unused. */
  const endPresented = async (cookieHeader: string) => {
    const publicUrl = secureCookies ? 'https:' : 'http:';
    const token = await tokenOfCookies(cookieHeader, { publicUrl, secret, previousSecret });
    if (token !== null) await sessions.end(token);
  };
  return {
    secret,
    useSecureCookies: secureCookies,
    session: { strategy: 'jwt', maxAge: COOKIE_S },
    jwt: { maxAge: SESSION_S, decode: decodeWithEither(previousSecret) },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [credentials(signIn, endPresented)],
    callbacks: {
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return baseUrl + (ownPath(path) ?? '/');
      },
      jwt: ({ token, user }) => {
        const sid = tokenOfJwt(user) ?? tokenOfJwt(token);
        return sid === null ? {} : { sid };
      },
      // next-auth treats an empty object as "not signed in", but its type doesn't allow one.
      session: async ({ token }): Promise<NextAuthSession> => {
        const sid = tokenOfJwt(token);
        const live = sid === null ? null : await sessions.peek(sid);
        if (live === null) return {} as NextAuthSession;
        return {
          expires: live.expiresAt.toISOString(),
          user: { email: live.user.email, name: labelOf(live.user) },
          organization: live.organization,
        } as NextAuthSession;
      },
    },
    events: {
      signOut: async ({ token }) => {
        const sid = tokenOfJwt(token);
        if (sid !== null) await sessions.end(sid);
      },
    },
    logger: {
      error: (code, metadata) => log.error('next-auth failed', { code, error: metadata }),
      warn: (code) => log.debug('next-auth warned', { code }),
      debug: (code) => log.debug('next-auth', { code }),
    },
  };
}

function credentials(
  signIn: SignInVerb,
  endPresented: (cookieHeader: string) => Promise<void>,
): CredentialsConfig<{ apiKey: object; organization: object }> & { options: object } {
  return {
    id: 'credentials',
    name: 'Braintrust API key',
    type: 'credentials',
    credentials: { apiKey: {}, organization: {} },
    options: {},
    authorize: async (input, request): Promise<User | null> => {
      const address: unknown = request.headers?.[ADDRESS_HEADER];
      const { token, session } = await signIn(
        input,
        typeof address === 'string' ? address : 'unknown',
      ).catch((error: unknown) => {
        // next-auth passes this message to the page as `error`.
        throw new Error(JSON.stringify(toSignInError(error)));
      });
      const cookies: unknown = request.headers?.cookie;
      if (typeof cookies === 'string') await endPresented(cookies);
      return Object.assign({ id: session.id }, { sid: token });
    },
  };
}
