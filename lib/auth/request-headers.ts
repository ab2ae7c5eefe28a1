/** Request headers that the server writes itself; whatever a caller sends under them is dropped. */

/** Who is calling, by address; see `lib/server/caller-address.ts`. */
export const ADDRESS_HEADER = 'x-latchkey-address';
/** Path and query of the page, which Next does not tell a page. Written by `proxy.ts`. */
export const PATH_HEADER = 'x-latchkey-path';
/** Nonce of the page's scripts. Written by `proxy.ts`. */
export const NONCE_HEADER = 'x-nonce';

/** Name of the session's cookie; its prefix asks browsers for https. */
export function sessionCookieName(publicUrl: string): string {
  return `${publicUrl.startsWith('https:') ? '__Secure-' : ''}next-auth.session-token`;
}
