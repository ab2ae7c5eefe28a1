import { AppError } from '@/lib/domain/core';
import { isLoopback, publicUrl, type Env } from '@/lib/platform/config/env';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Refuses a request for an unknown host name. This protects against DNS rebinding, where someone else's
 * domain points to this server.
 * *Errors*: `host-refused`.
 */
export function refuseUnknownHost(host: string | null, env: Env): void {
  if (host !== null && knownHosts(env).includes(host.toLowerCase())) return;
  const unknown = `This server doesn’t accept requests for the host “${(host ?? '').slice(0, 100)}”.`;
  throw new AppError(
    'host-refused',
    isInsecureBind(env)
      ? // Someone who opens the listening address gets this error, not the sign-in page with its warning.
        `${unknown} ${insecureBindText(env)}`
      : `${unknown} Open ${publicUrl(env)} instead, or set NEXTAUTH_URL to the address that people use.`,
  );
}

/**
 * Refuses a cross-origin request. Call it for every request that changes something.
 * *Errors*: `origin-refused`.
 */
export function refuseForeignOrigin(request: Request, env: Env): void {
  const origin = request.headers.get('origin');
  const host = request.headers.get('host')?.toLowerCase();
  const { protocol } = new URL(publicUrl(env));
  if (origin !== null && host !== undefined && origin.toLowerCase() === `${protocol}//${host}`) {
    return;
  }
  throw new AppError(
    'origin-refused',
    'This request didn’t come from a Latchkey page, so nothing was changed. Reload the page and try again.',
  );
}

/**
 * Refuses to accept a key when it would travel over the network without https.
 * *Errors*: `insecure-bind`.
 */
export function refuseInsecureBind(env: Env): void {
  if (isInsecureBind(env)) throw new AppError('insecure-bind', insecureBindText(env));
}

function isInsecureBind(env: Env): boolean {
  return !isLoopback(env.host) && !publicUrl(env).startsWith('https:');
}

const insecureBindText = ({ host }: Env): string =>
  `Sign-in is off because this server listens on ${host} without https. Serve it over https and set NEXTAUTH_URL to that address, or set LATCHKEY_HOST=127.0.0.1.`;

/** The public host. On a loopback address, also the other loopback names with the same port. */
function knownHosts(env: Env): string[] {
  const { host, hostname, port, protocol } = new URL(publicUrl(env));
  if (!isLoopback(hostname)) return [host];
  const withPort = (name: string) => (port === '' ? name : `${name}:${port}`);
  const fallback = protocol === 'https:' ? ':443' : ':80';
  const names = [...LOOPBACK_NAMES.map(withPort), host];
  return port === '' ? [...names, ...LOOPBACK_NAMES.map((name) => name + fallback)] : names;
}
