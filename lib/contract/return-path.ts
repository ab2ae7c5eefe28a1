/** Never a real host, so an address that names it was not written by us. */
const BASE = 'http://latchkey.invalid';

/**
 * `path` as an address of this site, or `null` where a browser would leave the site.
 * Resolves twice because the first result can be a path that means another host: `/.//host` becomes
 * `//host`.
 */
export function ownPath(path: string | null | undefined): string | null {
  if (!path?.startsWith('/')) return null;
  const once = resolve(path);
  return once === null ? null : resolve(once);
}

/** Where a sign-in leads: `path` where that is a page of this site, else the overview. */
export function safeReturnPath(path: string | null | undefined): string {
  const own = ownPath(path);
  return own === null || /^\/(sign-in|api)(?![^/?#])/.test(own) ? '/' : own;
}

function resolve(path: string): string | null {
  const url = URL.parse(path, BASE);
  if (url?.origin !== BASE || url.username !== '' || url.password !== '') return null;
  if (/^\/[/\\]/.test(url.pathname)) return null;
  return url.pathname + url.search + url.hash;
}
