import { AppError, SECOND_MS } from '@/lib/core';

/** How many checks of keys are let through. Sign-in and Bearer count together. */
export interface AttemptLimits {
  /**
   * Takes one attempt of this address, and of all together. What it gives back undoes the taking
   * for the address: a good key is no guessing.
   * *Errors*: `too-many-requests`, with `details.retryAfterSeconds`.
   */
  take: (address: string) => { giveBack: () => void };
}

export type AttemptLimitsOptions = {
  now?: () => number;
  /** Attempts at once, and how long until one more; for one address and for all together. */
  perAddress?: Bucket;
  overall?: Bucket;
};
type Bucket = { burst: number; everyMs: number };
type Level = { tokens: number; atMs: number };

const PER_ADDRESS: Bucket = { burst: 12, everyMs: 6 * SECOND_MS };
const OVERALL: Bucket = { burst: 200, everyMs: SECOND_MS / 2 };

/** More addresses than this are not told apart: the one seen longest ago is forgotten. */
const MOST_ADDRESSES = 10_000;

/** Token buckets in memory, bounded. *Units*: ms. */
export function createAttemptLimits(options: AttemptLimitsOptions = {}): AttemptLimits {
  const { now = Date.now, perAddress = PER_ADDRESS, overall = OVERALL } = options;
  const all: Level = { tokens: overall.burst, atMs: now() };
  const addresses = new Map<string, Level>();

  function levelOf(address: string): Level {
    const known = addresses.get(address);
    const level = known ?? { tokens: perAddress.burst, atMs: now() };
    addresses.delete(address);
    addresses.set(address, level);
    const [oldest] = addresses.keys();
    if (addresses.size > MOST_ADDRESSES && oldest !== undefined) addresses.delete(oldest);
    return level;
  }

  return {
    take: (address) => {
      const level = levelOf(address);
      refill(level, perAddress, now());
      refill(all, overall, now());
      const waitMs = Math.max(waitFor(level, perAddress), waitFor(all, overall));
      if (waitMs > 0) throw tooMany(waitMs);
      level.tokens -= 1;
      all.tokens -= 1;
      return {
        giveBack: () => {
          level.tokens = Math.min(perAddress.burst, level.tokens + 1);
        },
      };
    },
  };
}

function refill(level: Level, { burst, everyMs }: Bucket, atMs: number): void {
  // A clock that was set back must not lock anybody out.
  const passedMs = Math.max(0, atMs - level.atMs);
  level.tokens = Math.min(burst, level.tokens + passedMs / everyMs);
  level.atMs = atMs;
}

function waitFor(level: Level, { everyMs }: Bucket): number {
  return level.tokens >= 1 ? 0 : (1 - level.tokens) * everyMs;
}

function tooMany(waitMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / SECOND_MS));
  return new AppError(
    'too-many-requests',
    `Too many keys were tried. Please wait ${retryAfterSeconds} s and try again.`,
    { details: { retryAfterSeconds } },
  );
}
