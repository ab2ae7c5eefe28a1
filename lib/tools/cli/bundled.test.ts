import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inRoot, root } from './paths';

/** Inside the project, so that each run replaces the bundle of the run before. */
const folder = inRoot('test-results/bundled');
beforeEach(() => mkdirSync(folder, { recursive: true }));
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const run = (...args: string[]) =>
  spawnSync(
    process.execPath,
    ['lib/tools/cli/bundled.mjs', path.join(folder, 'entry.ts'), ...args],
    { cwd: root, encoding: 'utf8' },
  );

it('runs the sources as they are now, with the arguments of the command', () => {
  write('entry.ts', "import { what } from './what'; console.log(what, ...process.argv.slice(2));");
  write('what.ts', "export const what: string = 'before';");
  expect(run('--name', 'x').stdout).toBe('before --name x\n');
  write('what.ts', "export const what: string = 'after';");
  expect(run('--name', 'x').stdout).toBe('after --name x\n');
});

it('exits with 2 if it cannot bundle, because 1 means that an audit found something', () => {
  write('entry.ts', "import './missing';");
  const { status, stderr } = run();
  expect(status).toBe(2);
  expect(stderr).toContain("Couldn't prepare");
  expect(stderr).toContain('./missing');
});
