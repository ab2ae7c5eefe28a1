import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { ADDRESS_HEADER } from '@/lib/auth';

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

/**
 * From now on every request that this process takes carries the address it came from in
 * `ADDRESS_HEADER`, and nothing that a caller could have made up. Next tells a route neither.
 * `trustedProxies`: how many proxies stand in front; the address is the one that the first noted.
 */
export function noteCallerAddresses(trustedProxies: number): void {
  subscribe('http.server.request.start', (message) => {
    if (isRequestStart(message)) noteAddress(message.request, trustedProxies);
  });
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
  request.headers[ADDRESS_HEADER] = isText(noted)
    ? noted
    : (request.socket.remoteAddress ?? 'unknown');
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function isRequestStart(message: unknown): message is { request: IncomingMessage } {
  return typeof message === 'object' && message !== null && 'request' in message;
}
