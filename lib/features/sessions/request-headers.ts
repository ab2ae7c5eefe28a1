/** The caller's address, set by the server itself; see `lib/server/caller-address.ts`. */
export const ADDRESS_HEADER = 'x-latchkey-address';
/** Set by a page that polls without user action. Such a request doesn't keep the session alive. */
export const BACKGROUND_HEADER = 'x-latchkey-background';
/** Path and query of the page, because Next doesn't pass them to a page. Set by `proxy.ts`. */
export const PATH_HEADER = 'x-latchkey-path';
/** Nonce of the page's scripts. Set by `proxy.ts`. */
export const NONCE_HEADER = 'x-nonce';

/** With https, the `__Secure-` prefix makes browsers reject the cookie unless it was set over https. */
export function sessionCookieName(publicUrl: string): string {
  return `${publicUrl.startsWith('https:') ? '__Secure-' : ''}next-auth.session-token`;
}
