import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { ADDRESS_HEADER, plainAddress } from '@/lib/features/sessions';
import { perProcess } from '@/lib/domain/core';
import { publicUrl, type Env } from '@/lib/platform/config/env';

/** Headers that anyone can forge to pose as another caller or another site. */
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

const proxies = perProcess('proxies', () => ({ seen: false }));

/**
 * From now on, writes each caller's address into `ADDRESS_HEADER`, because Next doesn't pass it to
 * routes. Also removes the headers that a caller could forge.
 * With `trustedProxies` proxies in front, the address is the one that the first of them added.
 * Calls `onProxySeen` once, if a request came through a proxy although `trustedProxies` is 0.
 */
export function noteCallerAddresses(trustedProxies: number, onProxySeen: () => void): void {
  subscribe('http.server.request.start', (message) => {
    if (!isRequestStart(message)) return;
    const { request } = message;
    if (trustedProxies === 0 && !proxies.seen && cameThroughProxy(request)) {
      proxies.seen = true;
      onProxySeen();
    }
    noteAddress(request, trustedProxies);
  });
}

/** True if a proxy appears to be in front but its forwarding headers are ignored. */
export function isProxyIgnored(env: Env): boolean {
  // This server doesn't serve https itself, so an https address means that a proxy does.
  return env.trustedProxies === 0 && (proxies.seen || publicUrl(env).startsWith('https:'));
}

/** Sets the address header of one request and removes the forgeable ones. */
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
