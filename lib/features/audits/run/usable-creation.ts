import { isInFuture } from '@/lib/domain/core';

type Created = { createdAt: Date | null; createdRaw?: string };

/** Nothing in Braintrust is older. Parts stored by earlier versions of Latchkey may hold such dates. */
const EARLIEST = new Date('2000-01-01T00:00:00Z');

/** Moves a creation date that lies in the future or before Braintrust existed to `createdRaw`. */
export function withUsableCreation<T extends Created>(of: T, now: Date): T {
  const { createdAt } = of;
  if (createdAt === null || (createdAt >= EARLIEST && !isInFuture(createdAt, now))) return of;
  return { ...of, createdAt: null, createdRaw: createdAt.toISOString() };
}
