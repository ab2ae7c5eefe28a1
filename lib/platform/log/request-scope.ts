import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that is being answered. */
export type RequestScope = { id: string; address: string };

/** Bundlers make several copies of this module in one process; all of them need the same storage. */
const SLOT = Symbol.for('latchkey.request-scope');
type Slots = Record<symbol, AsyncLocalStorage<RequestScope> | undefined>;
const slots = globalThis as unknown as Slots;
const storage = (slots[SLOT] ??= new AsyncLocalStorage<RequestScope>());

/** Runs the work of one request; `currentRequest` names it from anywhere inside. */
export function inRequest<T>(scope: RequestScope, work: () => T): T {
  return storage.run(scope, work);
}

/** `null` outside of requests, as in background jobs. */
export function currentRequest(): RequestScope | null {
  return storage.getStore() ?? null;
}
