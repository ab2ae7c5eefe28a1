import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** No path accepts this method, so `proxy.ts` responds with 405. */
const NO_METHOD = 'REFUSED';

/** Renames TRACE, because Next can't build a `Request` with that method and would respond with 500. */
export function renameTrace(): void {
  subscribe('http.server.request.start', (message) => {
    if (!isRequestStart(message)) return;
    if (message.request.method === 'TRACE') message.request.method = NO_METHOD;
  });
}

function isRequestStart(message: unknown): message is { request: Pick<IncomingMessage, 'method'> } {
  return typeof message === 'object' && message !== null && 'request' in message;
}
