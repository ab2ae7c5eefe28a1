import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** A method that no path takes; `proxy.ts` answers it with 405. */
const NO_METHOD = 'REFUSED';

/** Next cannot make a `Request` of TRACE and answers 500, so it gets a name that can be refused. */
export function renameTrace(): void {
  subscribe('http.server.request.start', (message) => {
    if (!isRequestStart(message)) return;
    if (message.request.method === 'TRACE') message.request.method = NO_METHOD;
  });
}

function isRequestStart(message: unknown): message is { request: Pick<IncomingMessage, 'method'> } {
  return typeof message === 'object' && message !== null && 'request' in message;
}
