#!/usr/bin/env node
/**
 * Starts one of the project's commands: `node lib/tools/cli/run.mjs <command> [arguments]`.
 *
 * Plain JavaScript because it runs on the machine's own Node (20 or later). It installs missing packages,
 * then runs the command on the Node version that package.json pins.
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

/** Only these commands need the packages for tests and development. */
const needsDevPackages = new Set(['dev', 'test', 'bench']);

/**
 * `npm run audit` and `verify-activity` exit with 1 if they find a problem, so a failed setup exits with 2.
 * All other commands exit with 1.
 */
const exitOfBrokenSetup = { audit: 2, 'verify-activity': 2 };

const [command = '', ...args] = process.argv.slice(2);
const entry = commands[command];
if (entry === undefined) {
  console.error(`Unknown command "${command}". Known: ${Object.keys(commands).join(', ')}.`);
  process.exit(2);
}

try {
  await ensureInstalled({ dev: needsDevPackages.has(command) });
  process.exitCode = await handOver(pinnedNode(), [...entry, ...args]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = exitOfBrokenSetup[command] ?? 1;
}

/** Runs the TypeScript entry on the pinned Node, forwards signals, and returns its exit code. */
function handOver(node, entryAndArgs) {
  const child = spawn(node, ['lib/tools/cli/bundled.mjs', ...entryAndArgs], {
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
    // Next would exit immediately on a signal. The server has to close streams, worker and database first.
    NEXT_MANUAL_SIG_HANDLE: 'true',
    PATH: [path.dirname(node), process.env.PATH].join(path.delimiter),
  };
  // Next and the test runner set it themselves. A value from the shell makes them build the wrong thing.
  delete env.NODE_ENV;
  return env;
}

/** A process that a signal ended exits with 128 plus the signal's number, as in a shell. */
function exitCodeOf(signal) {
  return 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0);
}
