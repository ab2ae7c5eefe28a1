import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { formatNumber } from '@/lib/domain/core';
import { openStore } from '@/lib/platform/database';
import { startSimulator, type Simulator } from '@/lib/tools/simulator';
import { wholeHour } from '@/lib/tools/simulator/instants';
import { buildIsFresh, ensureBuild } from './build';
import { runAuditOverHttp } from './demo-audit';
import { writeHistory } from './demo-history/write-history';
import { freePort, whyNotListen } from './ports';
import { startServer } from './server-process';

const usage = 'Usage: npm run demo [-- --members N] [-- --port N]';
const defaultPort = 3000;
/** Acme. Larger organizations have its people too, who make the history. */
const defaultMembers = 48;
/** With more members, the history's audits would take minutes. */
const mostMembersWithHistory = 2_000;
const mostMembers = 100_000;

/**
 * `npm run demo`: serves a simulated organization on the production server, with nine months of history and
 * an audit of today. It never touches a real installation. It ignores the shell's settings and .env files, and uses a temporary
 * data folder that it removes at the end.
 */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    console.error(`${options}\n${usage}`);
    return 2;
  }
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  const stopped = signalled();
  try {
    const ended = await Promise.race([stopped.then(() => undefined), demo(options, stops)]);
    if (ended === undefined) return 0;
    const code = await Promise.race([stopped, ended.server.then((code) => code || 1)]);
    if (code !== 0) console.error(`The server stopped unexpectedly:\n${ended.log()}`);
    return code;
  } finally {
    await stopAll();
  }
}

interface Options {
  members: number;
  port: number | undefined;
}

/** Starts everything and prints the line with URL and key. Returns the server's exit promise and its log. */
async function demo({ members, port }: Options, stops: (() => Promise<void>)[]) {
  const problem = port === undefined ? null : await whyNotListen(port);
  // The demo's port comes from `--port`, not from PORT.
  if (problem !== null) throw new Error(problem.replace('Set PORT to', 'Set --port to'));
  if (!buildIsFresh()) console.error('Building Latchkey (about a minute) …');
  const built = await ensureBuild();
  if (built.code !== 0) throw new Error(`Couldn't build Latchkey:\n${built.output}`);

  console.error(
    `Simulating a Braintrust organization with ${members} ${members === 1 ? 'member' : 'members'} …`,
  );
  const now = wholeHour(new Date());
  const simulator = await startSimulator({ members, now });
  stops.push(() => simulator.close());
  const dataDir = mkdtempSync(path.join(tmpdir(), 'latchkey-demo-'));
  stops.push(() => {
    rmSync(dataDir, { recursive: true, force: true });
    return Promise.resolve();
  });
  if (members >= defaultMembers && members <= mostMembersWithHistory)
    await storeHistory({ simulator, now, dataDir });
  else
    console.error(
      `Earlier audits, plans and accepted risks are simulated only for ${defaultMembers} to ${formatNumber(mostMembersWithHistory)} members.`,
    );
  const server = await startServer({
    port: port ?? (await freePort(defaultPort)),
    dataDir,
    env: {
      BRAINTRUST_API_URL: simulator.url,
      BRAINTRUST_APP_URL: simulator.url,
      LATCHKEY_DEMO_KEY: simulator.keys.owner,
    },
  });
  stops.push(() => server.stop());

  const audit = await runAuditOverHttp({
    serverUrl: server.url,
    organizationId: simulator.orgId,
    ownerKey: simulator.keys.owner,
    say: (line) => {
      console.error(line);
    },
  });
  console.error(
    `Audit ${audit.status}: ${audit.keys} keys, ${audit.members.audited} of ${audit.members.total} members audited.\n` +
      'The organization and its data are simulated. Press Ctrl-C to stop the demo and delete its data.\n',
  );
  console.log(`Latchkey demo: ${server.url}  owner key (fake): ${simulator.keys.owner}`);
  return { server: server.ended, log: server.log };
}

type Past = { simulator: Simulator; now: Date; dataDir: string };

/** Writes the history before the server starts, because a data folder is for one process. */
async function storeHistory({ simulator, now, dataDir }: Past): Promise<void> {
  console.error('Writing nine months of history …');
  const store = await openStore({ dataDir });
  try {
    await writeHistory({ store, simulator, now });
  } finally {
    await store.close();
  }
}

/** Returns the options, or an error message. */
function readOptions(args: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args,
      options: { members: { type: 'string' }, port: { type: 'string' } },
    });
    const members = wholeNumber(
      '--members',
      values.members ?? String(defaultMembers),
      0,
      mostMembers,
    );
    const port =
      values.port === undefined ? undefined : wholeNumber('--port', values.port, 1, 65_535);
    return { members, port };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new Error(`${name} must be a whole number from ${least} to ${most}, not "${text}".`);
}

/** Resolves with 0 on the first signal to stop. */
function signalled(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        resolve(0);
      });
    }
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
