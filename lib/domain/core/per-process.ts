/**
 * Creates a value once per process and returns it by name. A module variable isn't enough, because the
 * production build puts a module into several bundles of one process.
 */
export function perProcess<T>(name: string, create: () => T): T {
  const slots = globalThis as unknown as Record<symbol, T | undefined>;
  return (slots[Symbol.for(`latchkey.${name}`)] ??= create());
}
