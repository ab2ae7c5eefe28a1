import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Clock ticks a second in which Linux tells processor time; fixed for programs. */
const TICKS_PER_SECOND = 100;
const QUIET_MS = 500;
const QUIET_CPU_MS = 60;
const MOST_QUIET_WAIT_MS = 15_000;

/** Processor time that a process has used since it started, all its threads. *Units*: ms. */
export function cpuMsOf(pid: number): number {
  // The program's name stands in brackets and may hold anything.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return (ticks / TICKS_PER_SECOND) * 1000;
}

/** Most memory that the process has held at once. *Units*: MB of 1,024 KB, as `ps` and `top` tell it. */
export function peakMemoryMb(pid: number): number {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1024;
}

/** Whether this machine tells what a process uses. */
export function tellsUsage(): boolean {
  return process.platform === 'linux';
}

/** Processes that this one has started: what they use would have to be added. */
export function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter((id) => id !== '')
      .map(Number),
  );
}

/** Waits until the process has done what it still had to do. */
export async function untilQuiet(pid: number): Promise<void> {
  const deadline = performance.now() + MOST_QUIET_WAIT_MS;
  for (let before = cpuMsOf(pid); performance.now() < deadline;) {
    await sleep(QUIET_MS);
    const now = cpuMsOf(pid);
    if (now - before <= QUIET_CPU_MS) return;
    before = now;
  }
}
