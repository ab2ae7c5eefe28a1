import { AsyncLocalStorage } from 'node:async_hooks';
import { perProcess } from '@/lib/domain/core';

/** The request that is being answered. */
export type RequestScope = { id: string; address: string };

const storage = perProcess('request-scope', () => new AsyncLocalStorage<RequestScope>());

/** Runs the work of one request. `currentRequest` returns `scope` anywhere inside it. */
export function inRequest<T>(scope: RequestScope, work: () => T): T {
  return storage.run(scope, work);
}

/** Returns `null` outside of requests, for example in background jobs. */
export function currentRequest(): RequestScope | null {
  return storage.getStore() ?? null;
}
