import { AppError } from '@/lib/core';
import { isLoopback, publicUrl, type Env } from '@/lib/env';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Refuses a request under a name that is not ours: a page of somebody else's whose name was made
 * to point here.
 * *Errors*: `host-refused`.
 */
export function refuseUnknownHost(host: string | null, env: Env): void {
  if (host !== null && knownHosts(env).includes(host.toLowerCase())) return;
  throw new AppError(
    'host-refused',
    `This server is not known as “${(host ?? '').slice(0, 100)}”. Open it at ${publicUrl(env)}, or set NEXTAUTH_URL to the address that people use.`,
  );
}

/**
 * Refuses a request that changes something unless it comes from a page of ours.
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
    'This request did not come from a page of Latchkey, so nothing was changed. Reload the page and try again.',
  );
}

/** The public address; where that is this machine, every name of this machine with its port. */
function knownHosts(env: Env): string[] {
  const { host, hostname, port, protocol } = new URL(publicUrl(env));
  if (!isLoopback(hostname)) return [host];
  const withPort = (name: string) => (port === '' ? name : `${name}:${port}`);
  const fallback = protocol === 'https:' ? ':443' : ':80';
  const names = [...LOOPBACK_NAMES.map(withPort), host];
  return port === '' ? [...names, ...LOOPBACK_NAMES.map((name) => name + fallback)] : names;
}
