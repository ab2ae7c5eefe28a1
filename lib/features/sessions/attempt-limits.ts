import { createHmac, randomBytes } from 'node:crypto';
import { AppError, HOUR_MS, SECOND_MS, toAppError } from '@/lib/domain/core';
import { networkOf } from './caller-network';
import { isDefinite } from './is-definite';
import { createRecentNames } from './recent-names';

/** Limits how many keys someone can guess. Only a key that Braintrust rejects counts as a failed attempt. */
export interface AttemptLimits {
  /**
   * Runs the check and returns its result. If the running checks could use up the budget by failing, this one
   * waits for them first.
   * *Errors*: the check's own; `too-many-requests`, with `details.retryAfterSeconds`.
   */
  attempt: <T>(from: { address: string; apiKey: string }, check: () => Promise<T>) => Promise<T>;
}

export type AttemptLimitsOptions = {
  now?: () => number;
  /**
   * The budgets for one address and for all addresses together. `burst` is the number of failures allowed at
   * once; one more is allowed every `everyMs`.
   */
  perAddress?: Bucket;
  overall?: Bucket;
};
type Bucket = { burst: number; everyMs: number };
/** `running` counts the unfinished checks, each of which may still fail. */
type Budget = { bucket: Bucket; tokens: number; atMs: number; running: number };

const PER_ADDRESS: Bucket = { burst: 30, everyMs: 3 * SECOND_MS };
const OVERALL: Bucket = { burst: 200, everyMs: SECOND_MS / 2 };

/** Memory limits: the least recently used entries are forgotten, and further waiters are refused. */
const MOST_ADDRESSES = 10_000;
const MOST_GOOD = 1000;
const MOST_WAITING = 1000;
/** How long a valid key, and the address it came from, are trusted after the last successful check. */
const GOOD_MS = 12 * HOUR_MS;
const HMAC_KEY_BYTES = 32;

/**
 * Keeps token buckets in memory. A recently valid key is always checked, whatever the budgets, and its
 * address is exempt from the overall budget. So failed attempts can't lock owners out.
 */
export function createAttemptLimits(options: AttemptLimitsOptions = {}): AttemptLimits {
  const { now = Date.now, perAddress = PER_ADDRESS, overall = OVERALL } = options;
  const budgetOf = (bucket: Bucket): Budget => ({
    bucket,
    tokens: bucket.burst,
    atMs: now(),
    running: 0,
  });
  const all = budgetOf(overall);
  const networks = new Map<string, Budget>();
  const recent = { now, forMs: GOOD_MS, most: MOST_GOOD };
  const goodKeys = createRecentNames(recent);
  const goodNetworks = createRecentNames(recent);
  const hmacKey = randomBytes(HMAC_KEY_BYTES);
  let waiting: (() => void)[] = [];

  function budgetsFor(network: string): Budget[] {
    const own = networks.get(network) ?? budgetOf(perAddress);
    networks.delete(network);
    networks.set(network, own);
    const [oldest] = networks.keys();
    if (networks.size > MOST_ADDRESSES && oldest !== undefined) networks.delete(oldest);
    return goodNetworks.has(network) ? [own] : [own, all];
  }

  /** Waits for room, then counts the check as running. No `await` may come between the two. */
  async function reserve(network: string, isGood: boolean): Promise<Budget[]> {
    for (;;) {
      const budgets = budgetsFor(network);
      if (isGood) return started(budgets);
      for (const budget of budgets) refill(budget, now());
      const waitMs = Math.max(...budgets.map(waitFor));
      if (waitMs > 0) throw tooMany(waitMs);
      if (budgets.every(({ tokens, running }) => tokens - running >= 1)) return started(budgets);
      if (waiting.length >= MOST_WAITING) throw tooMany(SECOND_MS);
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  return {
    attempt: async ({ address, apiKey }, check) => {
      const network = networkOf(address);
      const name = createHmac('sha256', hmacKey).update(apiKey).digest('base64url');
      const budgets = await reserve(network, goodKeys.has(name));
      try {
        const answer = await check();
        goodKeys.add(name);
        goodNetworks.add(network);
        return answer;
      } catch (error) {
        if (isDefinite(toAppError(error))) {
          goodKeys.remove(name);
          for (const budget of budgets) budget.tokens = Math.max(0, budget.tokens - 1);
        }
        throw error;
      } finally {
        for (const budget of budgets) budget.running -= 1;
        const woken = waiting;
        waiting = [];
        for (const wake of woken) wake();
      }
    },
  };
}

function started(budgets: Budget[]): Budget[] {
  for (const budget of budgets) budget.running += 1;
  return budgets;
}

function refill(budget: Budget, atMs: number): void {
  const { burst, everyMs } = budget.bucket;
  // If the clock is set back, don't lock anyone out.
  const passedMs = Math.max(0, atMs - budget.atMs);
  budget.tokens = Math.min(burst, budget.tokens + passedMs / everyMs);
  budget.atMs = atMs;
}

function waitFor({ tokens, bucket }: Budget): number {
  return tokens >= 1 ? 0 : (1 - tokens) * bucket.everyMs;
}

function tooMany(waitMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / SECOND_MS));
  return new AppError(
    'too-many-requests',
    `Too many rejected keys. Wait ${retryAfterSeconds} s, then try again.`,
    { details: { retryAfterSeconds } },
  );
}
