import { describe, expect, it } from 'vitest';
import type { Ended } from '../child';
import { runSteps, type Step } from './steps';

/** A step that ends when the test says so. */
function heldStep(name: string) {
  let started = false;
  let end: (ended: Ended) => void = () => undefined;
  const ending = new Promise<Ended>((resolve) => (end = resolve));
  const step: Step = {
    name,
    run: () => {
      started = true;
      return ending;
    },
  };
  return { step, isStarted: () => started, end };
}

const good: Ended = { code: 0, output: 'chatter' };
const bad: Ended = { code: 2, output: 'line 1\nline 2\n' };

function run(steps: Step[], over: Partial<Parameters<typeof runSteps>[1]> = {}) {
  const printed: string[] = [];
  const tallies = runSteps(steps, {
    lanes: 2,
    print: (text) => printed.push(text.replaceAll(/\d+(\.\d)? s/g, 'N s')),
    stopped: new AbortController().signal,
    ...over,
  });
  return { printed, tallies };
}

describe('the steps of npm test', () => {
  it('run two at a time, and the next one starts as soon as one has ended', async () => {
    const [a, b, c] = [heldStep('a'), heldStep('b'), heldStep('c')];
    const { tallies } = run([a.step, b.step, c.step]);
    expect([a, b, c].map(({ isStarted }) => isStarted())).toEqual([true, true, false]);
    b.end(good);
    await expect.poll(c.isStarted).toBe(true);
    a.end(good);
    c.end(good);
    expect(await tallies).toHaveLength(3);
  });

  it('show the output of a failed one in one piece, and go on', async () => {
    const steps = [bad, { ...good, tally: { passed: 7, failed: 0, skipped: 1 } }, good].map(
      (ended, at) => ({ name: `step ${at}`, run: () => Promise.resolve(ended) }),
    );
    const { printed, tallies } = run(steps, { lanes: 1 });
    expect(await tallies).toEqual([
      { passed: 0, failed: 1, skipped: 0 },
      { passed: 7, failed: 0, skipped: 1 },
      { passed: 1, failed: 0, skipped: 0 },
    ]);
    expect(printed).toEqual([
      '✗ step 0 (N s)\nline 1\nline 2\n',
      '✓ step 1 (N s, 7 passed)',
      '✓ step 2 (N s)',
    ]);
  });

  it('say what is still running', async () => {
    const [a, b] = [heldStep('a'), heldStep('b')];
    const { printed, tallies } = run([a.step, b.step], { signOfLifeMs: 5 });
    await expect.poll(() => printed).toContain('… a N s, b N s');
    a.end(good);
    b.end(good);
    await tallies;
  });

  it('start and report nothing after a signal', async () => {
    const [a, b] = [heldStep('a'), heldStep('b')];
    const stop = new AbortController();
    const { printed, tallies } = run([a.step, b.step], { lanes: 1, stopped: stop.signal });
    stop.abort();
    a.end(bad);
    await tallies;
    expect(printed).toEqual([]);
    expect(b.isStarted()).toBe(false);
  });
});
