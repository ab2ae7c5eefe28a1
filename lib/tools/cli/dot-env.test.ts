import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadDotEnv } from './dot-env';

const NAME = 'LATCHKEY_DOT_ENV_TEST';
let folder: string;

beforeEach(async () => {
  vi.resetModules();
  // `npm test` sets this variable, and Next then reads no .env files.
  vi.stubEnv('__NEXT_PROCESSED_ENV', undefined);
  folder = await mkdtemp(path.join(tmpdir(), 'latchkey-dot-env-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(process.env, NAME);
  await rm(folder, { recursive: true, force: true });
});

it('a file that Notepad saved with a byte order mark is read from its first line', async () => {
  await writeFile(path.join(folder, '.env'), `\ufeff${NAME}=yes\r\nANOTHER_DOT_ENV_TEST="x"\r\n`);
  loadDotEnv(folder);
  expect(process.env[NAME]).toBe('yes');
  Reflect.deleteProperty(process.env, 'ANOTHER_DOT_ENV_TEST');
});

it('a file in UTF-16, which Next reads as nothing, is named on stderr', async () => {
  await writeFile(path.join(folder, '.env.local'), Buffer.from(`\ufeff${NAME}=yes`, 'utf16le'));
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  loadDotEnv(folder);
  expect(said.mock.calls.flat().join('')).toContain('.env.local because it is saved as UTF-16');
});
