/**
 * Installs the packages of package-lock.json when they are missing or out of date.
 * This file runs before anything is installed, so it uses only node:* modules. It works on Node 20 or later.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.latchkey-install');
const oldestNodeMajor = 22;

/**
 * Makes sure that node_modules matches the lock file. Prints a line to stderr if it has to install.
 * Without `dev`, it doesn't install the packages for tests and development. An up-to-date installation that
 * has them stays as it is.
 */
export async function ensureInstalled({ dev }) {
  const lock = lockHash();
  const withDev = `${lock} with dev packages`;
  const wanted = dev ? withDev : lock;
  const installed = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
  if (installed === wanted || installed === withDev) return;
  console.error('Installing packages (about a minute) …');
  const code = await npmInstall(dev ? '--include=dev' : '--omit=dev');
  if (code !== 0) {
    throw new Error(`Couldn't install packages (npm exit code ${code}). See npm's output above.`);
  }
  writeFileSync(stampFile, wanted);
}

/**
 * The path of the Node that package.json pins.
 * Its binary may be missing (`ignore-scripts`, or a platform without one). Then it is the machine's own Node,
 * if that is recent enough.
 */
export function pinnedNode() {
  const own = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own;
  if (Number(process.versions.node.split('.')[0]) >= oldestNodeMajor) return process.execPath;
  throw new Error(
    `Couldn't use the pinned Node, and this Node ${process.versions.node} is too old. ` +
      `Allow the install script of the package "node", or use Node ${oldestNodeMajor} or newer.`,
  );
}

function lockHash() {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { dependencies, devDependencies, overrides } = manifest;
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(JSON.stringify({ dependencies, devDependencies, overrides }))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
}

/**
 * Uses `npm install` because the lock may lack other platforms' optional builds, which `npm ci` reports as an
 * error.
 * `--no-save` leaves package.json and the lock unchanged.
 */
function npmInstall(scope) {
  const args = ['install', '--no-save', scope, '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [file, fileArgs] = npm?.endsWith('.js')
    ? [process.execPath, [npm, ...args]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
  // stdout is for the command's result, which may be a piped report.
  const child = spawn(file, fileArgs, { cwd: root, stdio: ['ignore', 2, 2] });
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new Error("Couldn't start npm. Check that it is on the PATH.", { cause }));
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
