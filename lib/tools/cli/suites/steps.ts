import type { Ended } from '../child';
import type { Tally } from './tally';

/** A part of `npm test` that prints nothing itself. Without a tally it counts as one test. */
export interface Step {
  name: string;
  run: () => Promise<Ended & { tally?: Tally }>;
}

interface Surroundings {
  /** How many steps run at the same time. */
  lanes: number;
  print: (text: string) => void;
  /** No step starts or reports after this. */
  stopped: AbortSignal;
  /** How often to say what is still running. */
  signOfLifeMs?: number;
}

/**
 * Starts the steps in order and returns their tallies. A failure doesn't stop the others.
 * Prints a line when a step ends, and the output of a failed one in one piece.
 */
export async function runSteps(steps: readonly Step[], around: Surroundings): Promise<Tally[]> {
  const { lanes, print, stopped, signOfLifeMs = 60_000 } = around;
  const isStopped = () => stopped.aborted;
  const waiting = [...steps];
  const running = new Map<Step, number>();
  const tallies: Tally[] = [];
  const lane = async () => {
    for (let step = waiting.shift(); step && !isStopped(); step = waiting.shift()) {
      running.set(step, performance.now());
      const ended = await step.run();
      const took = secondsSince(running.get(step));
      running.delete(step);
      if (isStopped()) return;
      const tally = ended.tally ?? tallyOf(ended);
      tallies.push(tally);
      print(
        tally.failed === 0
          ? `✓ ${step.name} (${took} s${ended.tally ? `, ${tally.passed} passed` : ''})`
          : `✗ ${step.name} (${took} s)\n${ended.output.trimEnd()}\n`,
      );
    }
  };
  const signOfLife = setInterval(() => {
    const shown = [...running].map(([{ name }, since]) => `${name} ${secondsSince(since, 0)} s`);
    print(`… ${shown.join(', ')}`);
  }, signOfLifeMs);
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    clearInterval(signOfLife);
  }
  return tallies;
}

function tallyOf({ code }: Ended): Tally {
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function secondsSince(startedAt = performance.now(), digits = 1): string {
  return ((performance.now() - startedAt) / 1000).toFixed(digits);
}
