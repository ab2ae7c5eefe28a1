#!/usr/bin/env node
/**
 * Starts one of the project's commands: `node lib/tools/cli/run.mjs <command> [arguments]`.
 *
 * Plain JavaScript for whatever Node the machine has (20 or newer): it installs what is missing,
 * then hands over to the Node version that package.json pins.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, pinnedNode, root } from './install.mjs';

const commands = {
  demo: ['lib/tools/cli/demo.ts'],
  start: ['lib/tools/cli/serve.ts', 'start'],
  dev: ['lib/tools/cli/serve.ts', 'dev'],
  test: ['lib/tools/cli/test.ts'],
  audit: ['lib/tools/cli/audit.ts'],
  'verify-activity': ['lib/tools/cli/verify-activity.ts'],
  bench: ['lib/tools/bench/index.ts'],
};

/** `npm run audit` and `verify-activity` promise 2 for a fault that is not a finding; elsewhere 1 says "did not work". */
const exitOfBrokenSetup = { audit: 2, 'verify-activity': 2 };

const [command = '', ...args] = process.argv.slice(2);
const entry = commands[command];
if (entry === undefined) {
  console.error(`Unknown command "${command}". Known: ${Object.keys(commands).join(', ')}.`);
  process.exit(2);
}

try {
  await ensureInstalled();
  process.exitCode = await handOver(pinnedNode(), [...entry, ...args]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = exitOfBrokenSetup[command] ?? 1;
}

/** Runs the TypeScript entry on the pinned Node, passes signals on and answers its exit code. */
function handOver(node, entryAndArgs) {
  const child = spawn(node, ['--import', 'tsx', ...entryAndArgs], {
    cwd: root,
    env: environment(node),
    stdio: 'inherit',
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? exitCodeOf(signal)));
  });
}

function environment(node) {
  const env = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    // Next would exit at once on a signal; the server closes streams, worker and database first.
    NEXT_MANUAL_SIG_HANDLE: 'true',
    PATH: [path.dirname(node), process.env.PATH].join(path.delimiter),
  };
  // Next and the test runner set it themselves; a stray one makes them build the wrong thing.
  delete env.NODE_ENV;
  return env;
}

/** A process ended by a signal exits with 128 + its number, as a shell reports it. */
function exitCodeOf(signal) {
  return 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0);
}
