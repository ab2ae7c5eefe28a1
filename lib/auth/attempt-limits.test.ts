import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/core';
import { createAttemptLimits } from './attempt-limits';

function limits() {
  let nowMs = 1_000_000;
  const made = createAttemptLimits({
    now: () => nowMs,
    perAddress: { burst: 3, everyMs: 1000 },
    overall: { burst: 6, everyMs: 500 },
  });
  const pass = (ms: number) => (nowMs += ms);
  const refused = (address: string): number | null => {
    try {
      made.take(address);
    } catch (error) {
      if (error instanceof AppError) return error.details.retryAfterSeconds as number;
      throw error;
    }
    return null;
  };
  return { ...made, pass, refused };
}

describe('createAttemptLimits', () => {
  it('refuses an address that tries too often, says for how long, and lets it in again', () => {
    const { refused, pass } = limits();
    expect([refused('a'), refused('a'), refused('a')]).toEqual([null, null, null]);
    expect(refused('a')).toBe(1);
    expect(refused('b')).toBeNull();
    pass(1000);
    expect(refused('a')).toBeNull();
  });

  it('refuses many addresses that try together', () => {
    const { refused } = limits();
    const tries = Array.from({ length: 7 }, (_, index) => refused(`address-${index}`));
    expect(tries.filter((wait) => wait !== null)).toHaveLength(1);
  });

  it('does not count a good key against its address', () => {
    const { take, pass } = limits();
    for (let index = 0; index < 20; index += 1) {
      take('a').giveBack();
      pass(500);
    }
  });

  it('locks nobody out when the clock is set back', () => {
    const { refused, pass } = limits();
    refused('a');
    pass(-3_600_000);
    expect(refused('a')).toBeNull();
    pass(5000);
    expect(refused('a')).toBeNull();
  });
});
