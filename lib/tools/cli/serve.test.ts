import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './paths';
import { closedEnvironment } from './server-process';

describe('a port that the server cannot have ends the start with one sentence and code 1', () => {
  let other: Server;
  let taken: string;
  beforeAll(async () => {
    other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    taken = String(typeof address === 'object' && address !== null ? address.port : '');
  });
  afterAll(() => {
    other.close();
  });

  const run = (args: string[], env: Record<string, string> = {}) => {
    const ended = spawnSync(process.execPath, ['lib/tools/cli/bundled.mjs', ...args], {
      cwd: root,
      encoding: 'utf8',
      timeout: 120_000,
      env: closedEnvironment(env),
    });
    return { code: ended.status, said: (ended.stdout + ended.stderr).trim() };
  };

  it.each(['start', 'dev'])('npm run %s on a port in use', (mode) => {
    expect(run(['lib/tools/cli/serve.ts', mode], { PORT: taken })).toEqual({
      code: 1,
      said: `Port ${taken} is in use. Set PORT to another port, or stop the program that uses it.`,
    });
  });

  it('npm run demo on a port in use', () => {
    expect(run(['lib/tools/cli/demo.ts', '--port', taken])).toEqual({
      code: 1,
      said: `Port ${taken} is in use. Set --port to another port, or stop the program that uses it.`,
    });
  });

  it('an address that the machine does not have', () => {
    // 192.0.2.0/24 is reserved for documentation, so no machine has this address.
    expect(
      run(['lib/tools/cli/serve.ts', 'start'], { LATCHKEY_HOST: '192.0.2.1', PORT: taken }),
    ).toEqual({
      code: 1,
      said: "This machine doesn't have the network address 192.0.2.1. Set LATCHKEY_HOST to one of its addresses, such as 127.0.0.1.",
    });
  });

  it('a PORT that is no port', () => {
    expect(run(['lib/tools/cli/serve.ts', 'start'], { PORT: '70000' })).toEqual({
      code: 1,
      said: 'PORT must be a whole number from 1 to 65535, not "70000".',
    });
  });
});
