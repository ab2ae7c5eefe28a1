import { decode } from 'next-auth/jwt';
import { sessionCookieName } from './request-headers';

/** The session token in a `Cookie` header; `null` if there is none that this server issued. */
export async function tokenOfCookies(
  cookieHeader: string | null,
  {
    publicUrl,
    secret,
    previousSecret = null,
  }: { publicUrl: string; secret: string; previousSecret?: string | null },
): Promise<string | null> {
  const jwt = valueOf(cookieHeader ?? '', sessionCookieName(publicUrl));
  if (jwt === null) return null;
  try {
    return tokenOfJwt(await decodeWithEither(previousSecret)({ token: jwt, secret }));
  } catch {
    // `decode` throws for anything it can't decrypt.
    return null;
  }
}

/** next-auth's `decode`, which also accepts cookies encrypted with the previous secret. */
export function decodeWithEither(previousSecret: string | null): typeof decode {
  return async (params) => {
    try {
      return await decode(params);
    } catch (error) {
      if (previousSecret === null) throw error;
      return decode({ ...params, secret: previousSecret });
    }
  };
}

/** Returns the session token inside a decoded JWT. */
export function tokenOfJwt(jwt: unknown): string | null {
  if (typeof jwt !== 'object' || jwt === null || !('sid' in jwt)) return null;
  return typeof jwt.sid === 'string' && jwt.sid !== '' ? jwt.sid : null;
}

function valueOf(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key, ...value] = part.split('=');
    if (key?.trim() === name) return value.join('=').trim();
  }
  return null;
}
