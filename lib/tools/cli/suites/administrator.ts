import { spawnSync } from 'node:child_process';

/** The command that runs a program as root without a password. `undefined` if that isn't possible. */
export function administrator(program: string): { file: string; args: string[] } | undefined {
  if (spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0) return undefined;
  if (process.getuid?.() === 0) return { file: program, args: [] };
  const mayWithoutPassword = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return mayWithoutPassword ? { file: 'sudo', args: ['-n', program] } : undefined;
}
