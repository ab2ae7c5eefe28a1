import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { root } from './paths';

it('runs the sources as they are now, with the arguments of the command', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-bundled-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  const run = () =>
    spawnSync(
      process.execPath,
      ['lib/tools/cli/bundled.mjs', path.join(folder, 'entry.ts'), '--name', 'x'],
      { cwd: root, encoding: 'utf8' },
    ).stdout;
  write('entry.ts', "import { what } from './what'; console.log(what, ...process.argv.slice(2));");
  write('what.ts', "export const what: string = 'before';");
  expect(run()).toBe('before --name x\n');
  write('what.ts', "export const what: string = 'after';");
  expect(run()).toBe('after --name x\n');
});
