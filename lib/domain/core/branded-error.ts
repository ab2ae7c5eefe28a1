/**
 * The base of all our error classes. `instanceof` also recognizes errors from another copy of the class,
 * because the production build puts a module into several bundles of one process.
 */
export function brandedError<Name extends string>(name: Name) {
  const brand = Symbol.for(`latchkey.${name}`);
  // eslint-disable-next-line no-restricted-syntax -- every other class gets its brand here.
  return class extends Error {
    override readonly name: Name = name;
    readonly [brand] = true;

    static override [Symbol.hasInstance](value: unknown): boolean {
      return typeof value === 'object' && value !== null && brand in value;
    }
  };
}
