import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inRoot } from './paths';
import { closedEnvironment } from './server-process';

describe('a demo or test server knows nothing of a real installation', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'latchkey-env-'));
    writeFileSync(path.join(folder, '.env'), 'NEXTAUTH_SECRET=from-the-file\n');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    'BRAINTRUST_API_KEY',
    'BRAINTRUST_API_URL',
    'BRAINTRUST_ORG_NAME',
    'DATABASE_URL',
    'DATA_DIR',
    'NEXTAUTH_URL',
    'NEXTAUTH_SECRET',
    'PORT',
    'LATCHKEY_HOST',
    'AUDIT_CONCURRENCY',
    'PGHOST',
  ])('the shell may set %s', (name) => {
    vi.stubEnv(name, 'from-the-shell');
    expect(closedEnvironment({})).not.toHaveProperty(name);
    expect(closedEnvironment({ [name]: 'own' })).toHaveProperty(name, 'own');
  });

  it('the rest of the shell stays, or nothing could be started', () => {
    vi.stubEnv('PATH', '/somewhere');
    expect(closedEnvironment({}).PATH).toBe('/somewhere');
  });

  it('Next does not read .env files for it, though it does otherwise', () => {
    vi.stubEnv('NEXTAUTH_SECRET', undefined);
    vi.stubEnv('__NEXT_PROCESSED_ENV', undefined);
    expect(secretThatNextSees(process.env)).toBe('from-the-file');
    expect(secretThatNextSees(closedEnvironment({}))).toBe('undefined');
  });

  function secretThatNextSees(env: NodeJS.ProcessEnv): string {
    const script = `
      require(${JSON.stringify(inRoot('node_modules/@next/env'))}).loadEnvConfig(${JSON.stringify(folder)}, false);
      console.log(String(process.env.NEXTAUTH_SECRET));`;
    const asInProduction = { ...env, NODE_ENV: 'production' as const };
    const { stdout } = spawnSync(process.execPath, ['-e', script], {
      encoding: 'utf8',
      env: asInProduction,
    });
    return stdout.trim();
  }
});
