import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Clock ticks per second in which Linux reports processor time. The value is fixed for user programs. */
const TICKS_PER_SECOND = 100;
const QUIET_MS = 500;
const QUIET_CPU_MS = 60;
const MOST_QUIET_WAIT_MS = 15_000;

/** Processor time of all threads of a process since it started. *Units*: ms. */
export function cpuMsOf(pid: number): number {
  // The program's name is in parentheses and may contain spaces or parentheses itself.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return (ticks / TICKS_PER_SECOND) * 1000;
}

/** Peak memory of the process. *Units*: MB of 1,024 KB, as in `ps` and `top`. */
export function peakMemoryMb(pid: number): number {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1024;
}

/** Whether this machine reports the usage of a process. */
export function tellsUsage(): boolean {
  return process.platform === 'linux';
}

/** IDs of the processes that this one has started. Their usage isn't included in its own. */
export function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter((id) => id !== '')
      .map(Number),
  );
}

/** Waits until the process is nearly idle, or 15 s have passed. */
export async function untilQuiet(pid: number): Promise<void> {
  const deadline = performance.now() + MOST_QUIET_WAIT_MS;
  for (let before = cpuMsOf(pid); performance.now() < deadline;) {
    await sleep(QUIET_MS);
    const now = cpuMsOf(pid);
    if (now - before <= QUIET_CPU_MS) return;
    before = now;
  }
}
