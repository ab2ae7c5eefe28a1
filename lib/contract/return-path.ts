/** `.invalid` is never a real host, so a result on another origin means that the path leaves our site. */
const BASE = 'http://latchkey.invalid';

/**
 * Normalizes `path`, or returns `null` if a browser that follows it would leave this site.
 * Resolves twice because the first result can point to another host: `/.//host` becomes `//host`.
 */
export function ownPath(path: string | null | undefined): string | null {
  if (!path?.startsWith('/')) return null;
  const once = resolve(path);
  return once === null ? null : resolve(once);
}

/** Where to go after sign-in: `path` if it is a page of this site, otherwise the overview. */
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
