import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that is being answered. */
export type RequestScope = { id: string; address: string };

/** Bundlers create several copies of this module in one process. All of them must share the storage. */
const SLOT = Symbol.for('latchkey.request-scope');
type Slots = Record<symbol, AsyncLocalStorage<RequestScope> | undefined>;
const slots = globalThis as unknown as Slots;
const storage = (slots[SLOT] ??= new AsyncLocalStorage<RequestScope>());

/** Runs the work of one request. `currentRequest` returns `scope` anywhere inside it. */
export function inRequest<T>(scope: RequestScope, work: () => T): T {
  return storage.run(scope, work);
}

/** Returns `null` outside of requests, for example in background jobs. */
export function currentRequest(): RequestScope | null {
  return storage.getStore() ?? null;
}
