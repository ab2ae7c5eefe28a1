import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Faults } from './faults';
import type { Strategies } from './options';
import type { Simulator } from './simulator';
import { startSimulator } from './start-simulator';

const usage =
  'main.ts [--members N] [--port N] [--seed N] [--org-name NAME] [--faults JSON] [--strategies JSON]';

void main();

/** Serves one organization until told to stop. The first line of stdout has its URL and keys. */
async function main(): Promise<void> {
  const simulator = await startSimulator(readOptions());
  const { url, orgId, orgName, keys } = simulator;
  const line = { url, orgId, orgName, ownerKey: keys.owner, keys };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  stopWithParent(simulator);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      members: { type: 'string' },
      port: { type: 'string' },
      seed: { type: 'string' },
      'org-name': { type: 'string' },
      faults: { type: 'string' },
      strategies: { type: 'string' },
    },
  });
  const { members, port, seed, faults, strategies, 'org-name': orgName } = values;
  return {
    control: true,
    ...(members === undefined ? {} : { members: wholeNumber('members', members) }),
    ...(port === undefined ? {} : { port: wholeNumber('port', port) }),
    ...(seed === undefined ? {} : { seed: wholeNumber('seed', seed) }),
    ...(orgName === undefined ? {} : { orgName }),
    // Not validated here: these come from our own tests, and a mistake shows in the first response.
    ...(faults === undefined ? {} : { faults: JSON.parse(faults) as Partial<Faults> }),
    ...(strategies === undefined
      ? {}
      : { strategies: JSON.parse(strategies) as Partial<Strategies> }),
  };
}

function wholeNumber(name: string, given: string): number {
  if (!/^\d+$/.test(given)) {
    process.stderr.write(`--${name} must be a whole number, not “${given}”.\n${usage}\n`);
    process.exit(2);
  }
  return Number(given);
}

/** Stops on a signal, or when the parent process ends and closes its IPC channel or the pipe on stdin. */
function stopWithParent(simulator: Simulator): void {
  const stop = () => void simulator.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  const stdin = fstatSync(0);
  if (!stdin.isFIFO() && !stdin.isSocket()) return;
  process.stdin.once('end', stop);
  process.stdin.resume();
}
