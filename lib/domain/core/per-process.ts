/**
 * The value of this name, created once a process. A module variable isn't enough for that, because
 * the production build puts a module into several bundles of one process.
 */
export function perProcess<T>(name: string, create: () => T): T {
  const slots = globalThis as unknown as Record<symbol, T | undefined>;
  return (slots[Symbol.for(`latchkey.${name}`)] ??= create());
}
