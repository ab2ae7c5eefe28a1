import { describe, expect, it } from 'vitest';
import { AppError, HOUR_MS, toAppError } from '@/lib/domain/core';
import { createAttemptLimits } from './attempt-limits';

const wrongKey = () => Promise.reject(new AppError('wrong-key', 'no'));
const down = () => Promise.reject(new AppError('upstream-error', 'down'));
const good = () => Promise.resolve('good');
type Outcome = 'good' | 'wrong-key' | 'upstream-error' | number;

function limits() {
  const state = { nowMs: 1_000_000, keys: 0, checks: 0 };
  const made = createAttemptLimits({
    now: () => state.nowMs,
    perAddress: { burst: 3, everyMs: 1000 },
    overall: { burst: 6, everyMs: 500 },
  });
  /** Returns the result, or the seconds to wait. Uses a new key each time unless one is given. */
  async function ask(address: string, check: () => Promise<unknown>, key?: string) {
    state.keys += 1;
    const apiKey = key ?? `sk-fake-${state.keys}`;
    try {
      await made.attempt({ address, apiKey }, () => {
        state.checks += 1;
        return check();
      });
      return 'good' satisfies Outcome;
    } catch (error) {
      const { code, details } = toAppError(error);
      const wait = details.retryAfterSeconds;
      return (typeof wait === 'number' ? wait : code) as Outcome;
    }
  }
  const fail = async (address: string, times: number) => {
    const outcomes: Outcome[] = [];
    for (let tried = 0; tried < times; tried += 1) outcomes.push(await ask(address, wrongKey));
    return outcomes;
  };
  return { state, ask, fail };
}

describe('createAttemptLimits', () => {
  it('refuses an address that fails too often, says for how long, and lets it in again', async () => {
    const { ask, fail, state } = limits();
    expect(await fail('a', 4)).toEqual(['wrong-key', 'wrong-key', 'wrong-key', 1]);
    expect(await ask('a', good)).toBe(1);
    expect(await ask('b', good)).toBe('good');
    state.nowMs += 1000;
    expect(await ask('a', good)).toBe('good');
  });

  it('does not count good keys, nor trouble with Braintrust', async () => {
    const { ask } = limits();
    for (let tried = 0; tried < 20; tried += 1) {
      expect(await ask('a', good)).toBe('good');
      expect(await ask('a', down)).toBe('upstream-error');
    }
  });

  it('lets good keys that come together wait instead of refusing them', async () => {
    const { ask } = limits();
    const answers = Array.from({ length: 50 }, () => ask('a', good));
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['good']));
  });

  it('checks no more wrong keys that come together than one after the other', async () => {
    const { ask, state } = limits();
    await Promise.all(Array.from({ length: 50 }, () => ask('a', wrongKey)));
    expect(state.checks).toBe(3);
  });

  it('refuses many addresses that fail together', async () => {
    const { ask } = limits();
    const tries: Outcome[] = [];
    for (let index = 0; index < 7; index += 1) tries.push(await ask(`address-${index}`, wrongKey));
    expect(tries.filter((outcome) => outcome === 'wrong-key')).toHaveLength(6);
    expect(await ask('b', good)).toBe(1);
  });

  it('lets in an address with a recent good key when all others together fail too often', async () => {
    const { ask, fail, state } = limits();
    await ask('office', good);
    for (const address of ['a', 'b', 'c']) await fail(address, 3);
    expect(await ask('elsewhere', good)).toBe(1);
    expect(await ask('office', good)).toBe('good');
    state.nowMs += 13 * HOUR_MS;
    for (const address of ['a', 'b', 'c']) await fail(address, 3);
    expect(await ask('office', good)).toBe(1);
  });

  it('checks a key that was good lately whatever was failed from its address', async () => {
    const { ask, fail } = limits();
    await ask('proxy', good, 'sk-fake-owner');
    await fail('proxy', 10);
    expect(await ask('proxy', good)).toBe(1);
    expect(await ask('proxy', good, 'sk-fake-owner')).toBe('good');
    expect(await ask('proxy', wrongKey, 'sk-fake-owner')).toBe('wrong-key');
    expect(await ask('proxy', good, 'sk-fake-owner')).toBe(1);
  });

  it('counts an IPv6 network as one address, and IPv4 in IPv6 as IPv4', async () => {
    const { ask, fail } = limits();
    for (const last of [1, 2, 3]) await fail(`2001:db8::${last}`, 1);
    expect(await ask('2001:db8::ffff', good)).toBe(1);
    expect(await ask('2001:db8:0:1::1', good)).toBe('good');
    await fail('::ffff:10.0.0.1', 3);
    expect(await ask('10.0.0.1', good)).toBe(1);
    expect(await ask('::ffff:10.0.0.2', good)).not.toBe('wrong-key');
  });

  it('locks no one out when the clock is set back', async () => {
    const { ask, fail, state } = limits();
    await fail('a', 1);
    state.nowMs -= 3_600_000;
    expect(await ask('a', good)).toBe('good');
    state.nowMs += 5000;
    expect(await ask('a', good)).toBe('good');
  });
});

describe('the limits in use', () => {
  it('let a good key in after 12 wrong ones from its address, and stop endless guessing', async () => {
    const made = createAttemptLimits({ now: () => 0 });
    const ask = async (apiKey: string, check: () => Promise<unknown>) => {
      try {
        await made.attempt({ address: 'proxy', apiKey }, check);
        return 'good';
      } catch (error) {
        return toAppError(error).code;
      }
    };
    for (let tried = 0; tried < 12; tried += 1) await ask(`sk-fake-${tried}`, wrongKey);
    expect(await ask('sk-fake-owner', good)).toBe('good');
    let checks = 0;
    for (let tried = 0; tried < 200; tried += 1) {
      await ask(`sk-fake-more-${tried}`, () => {
        checks += 1;
        return wrongKey();
      });
    }
    expect(checks).toBeLessThanOrEqual(30);
  });
});
