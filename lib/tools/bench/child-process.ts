import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRoot, root } from '@/lib/tools/cli/paths';
import { stopChild, track } from '@/lib/tools/cli/child';

/** Runs one of our TypeScript files as a process of its own, so that what it costs is its own. */
export function startScript(file: string, args: readonly string[]): ChildProcess {
  return track(
    spawn(process.execPath, ['--import', 'tsx', inRoot(file), ...args], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
}

/** The first line of its stdout, as JSON. *Errors*: throws where it ends without one. */
export async function firstLine(child: ChildProcess): Promise<unknown> {
  if (child.stdout === null) throw new Error('The stdout of this process is not ours to read.');
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error(`${child.spawnargs.slice(3).join(' ')} ended without an answer.`);
}

/** Runs a script to its end and answers with the JSON it printed. */
export async function askScript(file: string, options: object): Promise<unknown> {
  const child = startScript(file, [JSON.stringify(options)]);
  try {
    return await firstLine(child);
  } finally {
    await stopChild(child, 'SIGTERM', 5_000);
  }
}
