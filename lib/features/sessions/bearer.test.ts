import { describe, expect, it } from 'vitest';
import { AppError, memberId, organizationId } from '@/lib/domain/core';
import { createAttemptLimits } from './attempt-limits';
import { createBearerCheck } from './bearer';
import type { OwnerCheck } from './check-owner';

const ORG = organizationId('org-1');
const owner: OwnerCheck = {
  user: { id: memberId('user-1'), email: null },
  organization: { id: ORG, name: 'acme' },
  organizations: [],
  kind: 'user-key',
  via: 'grants',
};

function setUp(answer: () => Promise<OwnerCheck> = () => Promise.resolve(owner)) {
  const state = { nowMs: 0, calls: 0, answer };
  const now = () => state.nowMs;
  const bearer = createBearerCheck({
    now,
    limits: createAttemptLimits({ now, perAddress: { burst: 3, everyMs: 60_000 } }),
    check: () => {
      state.calls += 1;
      return state.answer();
    },
  });
  const ask = (apiKey = 'sk-fake-a', id: typeof ORG | null = ORG) =>
    bearer({ apiKey, organizationId: id, address: '10.0.0.1' });
  return { state, ask };
}

const fail = (code: ConstructorParameters<typeof AppError>[0]) => () =>
  Promise.reject(new AppError(code, 'no'));

describe('createBearerCheck', () => {
  it('remembers a good answer for 60 s, for this key and organization alone', async () => {
    const { state, ask } = setUp();
    await ask();
    state.nowMs = 59_999;
    await ask();
    expect(state.calls).toBe(1);
    await ask('sk-fake-b');
    await ask('sk-fake-a', organizationId('org-2'));
    expect(state.calls).toBe(3);
    state.nowMs = 60_000;
    await ask();
    expect(state.calls).toBe(4);
  });

  it('never remembers a bad one, and refuses who keeps trying', async () => {
    const { state, ask } = setUp(fail('wrong-key'));
    for (let tried = 0; tried < 3; tried += 1) {
      await expect(ask()).rejects.toMatchObject({ code: 'wrong-key' });
    }
    expect(state.calls).toBe(3);
    await expect(ask()).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(state.calls).toBe(3);
  });

  it('asks Braintrust once for calls that come together, whatever the answer is', async () => {
    const { state, ask } = setUp();
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask()));
    expect(answers.map(({ organization }) => organization.name)).toEqual(Array(30).fill('acme'));
    expect(state.calls).toBe(1);
    state.answer = fail('wrong-key');
    const refused = await Promise.allSettled(Array.from({ length: 30 }, () => ask('sk-fake-b')));
    expect(refused.every(({ status }) => status === 'rejected')).toBe(true);
    expect(state.calls).toBe(2);
    state.answer = () => Promise.resolve(owner);
    expect((await ask('sk-fake-b')).organization.name).toBe('acme');
  });

  it('answers 503 when Braintrust is down, but for what it remembers', async () => {
    const { state, ask } = setUp();
    await ask();
    for (const code of ['upstream-unreachable', 'upstream-timeout', 'upstream-error'] as const) {
      state.answer = fail(code);
      await expect(ask('sk-fake-b')).rejects.toMatchObject({ status: 503 });
    }
    expect((await ask()).organization.name).toBe('acme');
  });
});
