/** Who is calling, by address, written by the server itself; see `lib/server/caller-address.ts`. */
export const ADDRESS_HEADER = 'x-latchkey-address';
/** Set by a page that asks by itself, without someone at it: that does not keep a session alive. */
export const BACKGROUND_HEADER = 'x-latchkey-background';
/** Path and query of the page, which Next does not tell a page. Written by `proxy.ts`. */
export const PATH_HEADER = 'x-latchkey-path';
/** Nonce of the page's scripts. Written by `proxy.ts`. */
export const NONCE_HEADER = 'x-nonce';

/** Name of the session's cookie; its prefix asks browsers for https. */
export function sessionCookieName(publicUrl: string): string {
  return `${publicUrl.startsWith('https:') ? '__Secure-' : ''}next-auth.session-token`;
}
