import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRoot, root } from '@/lib/tools/cli/paths';
import { stopChild, track } from '@/lib/tools/cli/child';

/** Runs a TypeScript file of this project in its own process, so that its time and memory are its own. */
export function startScript(file: string, args: readonly string[]): ChildProcess {
  return track(
    spawn(process.execPath, [inRoot('lib/tools/cli/bundled.mjs'), file, ...args], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
}

/** Parses the first line of the child's stdout as JSON. *Errors*: throws if there is none. */
export async function firstLine(child: ChildProcess): Promise<unknown> {
  if (child.stdout === null) throw new Error("Couldn't read the stdout of this process.");
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error(`${child.spawnargs.slice(2).join(' ')} exited without a result.`);
}

/** Runs a script and returns the JSON that it prints. */
export async function askScript(file: string, options: object): Promise<unknown> {
  const child = startScript(file, [JSON.stringify(options)]);
  try {
    return await firstLine(child);
  } finally {
    await stopChild(child, 'SIGTERM', 5_000);
  }
}
