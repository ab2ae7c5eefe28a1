/**
 * Installs the packages of package-lock.json when they are missing or older than the lock.
 * Runs before anything is installed: node:* only, on Node 20 or newer.
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

/** Resolves once node_modules holds what the lock file names; says so on stderr if it has to work. */
export async function ensureInstalled() {
  const wanted = lockHash();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  console.error('Installing packages (once; about a minute) …');
  const code = await npmInstall();
  if (code !== 0) {
    throw new Error(
      `npm install failed (exit ${code}). Its output is above; nothing has been started.`,
    );
  }
  writeFileSync(stampFile, wanted);
}

/**
 * The Node that package.json pins. Where its binary could not be installed (`ignore-scripts`,
 * a platform without one), the machine's own, if it is new enough.
 */
export function pinnedNode() {
  const own = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own;
  if (Number(process.versions.node.split('.')[0]) >= oldestNodeMajor) return process.execPath;
  throw new Error(
    `The pinned Node could not be installed and this is Node ${process.versions.node}. ` +
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
 * `npm install`, not `npm ci`: the lock may lack other platforms' optional builds, which ci takes
 * for a fault. `--no-save` leaves package.json and the lock as they are in git.
 */
function npmInstall() {
  const args = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  const [file, fileArgs] = npm?.endsWith('.js')
    ? [process.execPath, [npm, ...args]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
  // stdout belongs to the command that was asked for: a report may be piped from it.
  const child = spawn(file, fileArgs, { cwd: root, stdio: ['ignore', 2, 2] });
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new Error('npm could not be started: is it on the PATH?', { cause }));
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
