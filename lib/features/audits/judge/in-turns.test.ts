import { expect, it } from 'vitest';
import { inTurns } from './in-turns';

/** Steps that take the processor for 5 ms each. */
function* busySteps(count: number) {
  for (let step = 0; step < count; step += 1) {
    const end = performance.now() + 5;
    while (performance.now() < end);
    yield;
  }
  return count;
}

it('lets others have their turns, and returns the result', async () => {
  let turns = 0;
  const count = () => {
    turns += 1;
    counting = setImmediate(count);
  };
  let counting = setImmediate(count);
  expect(await inTurns(busySteps(40))).toBe(40);
  clearImmediate(counting);
  expect(turns).toBeGreaterThan(5);
});

it('fails as the work fails', async () => {
  const steps = (function* () {
    yield;
    throw new Error('no such rule');
  })();
  await expect(inTurns(steps)).rejects.toThrow('no such rule');
});
