import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { root } from './paths';

export interface Ended {
  code: number;
  /** stdout and stderr in the order they arrived. Empty if they went straight to the terminal. */
  output: string;
}

interface RunOptions {
  env?: NodeJS.ProcessEnv;
  /** `inherit` shows the output immediately, `collect` returns it. */
  show?: 'inherit' | 'collect';
  timeoutMs?: number;
  uid?: number | undefined;
  gid?: number | undefined;
  cwd?: string;
}

const alive = new Set<ChildProcess>();

/** Runs a program until it exits. A program that can't be started returns code 127. */
export function run(file: string, args: string[], options: RunOptions = {}): Promise<Ended> {
  const collect = options.show === 'collect';
  const child = track(
    spawn(file, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: collect ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      ...identity(options),
    }),
  );
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => child.kill('SIGKILL'), options.timeoutMs);
  return new Promise((resolve) => {
    const end = (code: number, extra = '') => {
      clearTimeout(timer);
      resolve({ code, output: Buffer.concat(chunks).toString('utf8') + extra });
    };
    child.once('error', (error) => {
      end(127, error.message);
    });
    child.once('close', (code) => {
      end(code ?? 1);
    });
  });
}

/** Runs a tool from node_modules with the current Node. */
export function runTool(bin: string, args: string[], options: RunOptions = {}): Promise<Ended> {
  return run(process.execPath, [bin, ...args], options);
}

/** Tracks a child until it exits, so that `killAll` can signal it. */
export function track<T extends ChildProcess>(child: T): T {
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  return child;
}

/** Sends the signal to every tracked child that is still running. */
export function killAll(signal: NodeJS.Signals): void {
  for (const child of alive) child.kill(signal);
}

/** Sends the signal and resolves when the child has exited. After `graceMs` it is killed. */
export async function stopChild(
  child: ChildProcess,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill(signal);
  });
}

function identity({ uid, gid }: RunOptions): Pick<SpawnOptions, 'uid' | 'gid'> {
  return { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) };
}
