import { describe, expect, it, vi } from 'vitest';

/** All our error classes, each with a way to load it. A lint rule forbids other error classes. */
const CLASSES: [string, () => Promise<new () => Error>][] = [
  [
    'AppError',
    () => import('@/lib/domain/core').then(({ AppError }) => bind(AppError, 'internal', 'x')),
  ],
  [
    'SqlError',
    () =>
      import('@/lib/platform/database').then(({ SqlError }) =>
        bind(SqlError, 'duplicate', '23505'),
      ),
  ],
  [
    'AuditFailure',
    () =>
      import('@/lib/features/audits/run/audit-failure').then(({ AuditFailure }) =>
        bind(AuditFailure, 'upstream-error', 'x'),
      ),
  ],
  [
    'SealBrokenError',
    () =>
      import('@/lib/platform/sealing/sealing').then(({ SealBrokenError }) =>
        bind(SealBrokenError, 'x'),
      ),
  ],
  [
    'ApiError',
    () => import('@/lib/client/api-error').then((m) => bind(m.ApiError, 'internal', 'x')),
  ],
];

function bind<Args extends unknown[]>(
  Class: new (...args: Args) => Error,
  ...args: Args
): new () => Error {
  return new Proxy(Class, { construct: (target) => new target(...args) });
}

describe.each(CLASSES)('%s', (name, load) => {
  it('is known across copies of its module, as the production build makes them', async () => {
    const One = await load();
    vi.resetModules();
    const Two = await load();
    const [a, b] = [new One(), new Two()];
    expect(a.constructor).not.toBe(b.constructor);
    expect(b).toBeInstanceOf(One);
    expect(a).toBeInstanceOf(Two);
    expect(a).toBeInstanceOf(Error);
    expect(a.name).toBe(name);
    for (const other of [new Error('x'), null, undefined, 'x', {}]) {
      expect(other).not.toBeInstanceOf(One);
    }
    for (const [otherName, loadOther] of CLASSES) {
      if (otherName !== name) expect(a).not.toBeInstanceOf(await loadOther());
    }
  });
});
