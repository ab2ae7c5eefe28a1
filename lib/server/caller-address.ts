import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { ADDRESS_HEADER, plainAddress } from '@/lib/features/sessions';
import { publicUrl, type Env } from '@/lib/platform/config/env';

/** What anybody can write into a request to look like somebody else, or like another site. */
const UNTRUSTED = [
  ADDRESS_HEADER,
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
];

/** Headers that a proxy adds to the requests it passes on. */
const OF_PROXIES = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'];

/** On the process, because a page reads it from another bundle than the one that takes requests. */
const SLOT = Symbol.for('latchkey.proxySeen');
type Slots = Record<symbol, boolean | undefined>;

/**
 * From now on every request that this process takes carries the address it came from in
 * `ADDRESS_HEADER`, and nothing that a caller could have made up. Next tells a route neither.
 * `trustedProxies`: how many proxies stand in front; the address is the one that the first noted.
 * `onProxySeen` is called once, where a request came through a proxy although there should be none.
 */
export function noteCallerAddresses(trustedProxies: number, onProxySeen: () => void): void {
  subscribe('http.server.request.start', (message) => {
    if (!isRequestStart(message)) return;
    const { request } = message;
    if (trustedProxies === 0 && !proxySeen() && cameThroughProxy(request)) {
      (globalThis as unknown as Slots)[SLOT] = true;
      onProxySeen();
    }
    noteAddress(request, trustedProxies);
  });
}

/** True where a proxy is in front, by all that is known, and its notes are not read. */
export function isProxyIgnored(env: Env): boolean {
  // This server speaks no https itself.
  return env.trustedProxies === 0 && (proxySeen() || publicUrl(env).startsWith('https:'));
}

/** True once a request came through a proxy although `LATCHKEY_TRUSTED_PROXIES` is 0. */
function proxySeen(): boolean {
  return (globalThis as unknown as Slots)[SLOT] === true;
}

/** Rewrites the headers of one request. */
export function noteAddress(
  request: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  trustedProxies: number,
): void {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const noted = trustedProxies === 0 ? undefined : forwarded.at(-trustedProxies)?.trim();
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a fixed list of header names
  for (const name of UNTRUSTED) delete request.headers[name];
  request.headers[ADDRESS_HEADER] = plainAddress(
    isText(noted) ? noted : (request.socket.remoteAddress ?? 'unknown'),
  );
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function cameThroughProxy({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return OF_PROXIES.some((name) => headers[name] !== undefined);
}

function isRequestStart(message: unknown): message is { request: IncomingMessage } {
  return typeof message === 'object' && message !== null && 'request' in message;
}
