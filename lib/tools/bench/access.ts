import { z } from 'zod';
import { askScript } from './child-process';
import type { Figure } from './figure';
import { median, spread } from './statistics';

const answer = z.object({
  wallMs: z.number(),
  /** Includes all threads and garbage collection, so on a quiet machine it is more than the wall time. */
  cpuMs: z.number(),
  peakMb: z.number(),
  /** How many different results there are among the members. */
  distinct: z.number(),
  powersEach: z.number(),
});

/** Measures how long it takes to resolve everyone's access in a large organization. */
export async function measureAccess(runs: number): Promise<Figure> {
  const answers: z.infer<typeof answer>[] = [];
  for (let run = 0; run < runs; run += 1) {
    answers.push(answer.parse(await askScript('lib/tools/bench/access-process.ts', {})));
  }
  const of = (name: keyof z.infer<typeof answer>) => answers.map((each) => each[name]);
  const [distinct = NaN] = of('distinct');
  const [powersEach = NaN] = of('powersEach');
  return {
    title:
      'Access: 10,000 members, 500 groups, 200 roles, 2,000 projects, 50,000 access rules, no two teams alike',
    checks: [
      {
        says: 'effective access of every holder, processor time',
        measured: median(of('cpuMs')),
        atMost: 2000,
        unit: 'ms',
      },
      {
        says: 'peak memory of the process',
        measured: median(of('peakMb')),
        atMost: 300,
        unit: 'MB',
      },
    ],
    notes: [
      `${runs} runs: ${spread(of('cpuMs'), 0)} ms; wall ms: ${spread(of('wallMs'), 0)}; MB: ${spread(of('peakMb'), 0)}`,
      `${distinct} different sets of access; ${powersEach.toFixed(0)} permissions with their paths each for 20 of them`,
    ],
  };
}
