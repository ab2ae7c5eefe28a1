import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/core';
import { isLoopback, parseCommandLineEnv, parseEnv, publicUrl } from './env';

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof AppError) return error.details.faults as string[];
    throw error;
  }
  return [];
}

describe('parseEnv', () => {
  it('has the defaults of the contract; an empty value is as good as none', () => {
    expect(parseEnv({ BRAINTRUST_API_URL: '', DATABASE_URL: ' ' })).toMatchObject({
      apiUrl: 'https://api.braintrust.dev',
      appUrl: 'https://www.braintrust.dev',
      appLoginUrl: 'https://www.braintrust.dev',
      dataDir: '.data',
      databaseUrl: null,
      host: '127.0.0.1',
      auditConcurrency: 16,
      logLevel: 'info',
      nextAuthUrl: null,
      nextAuthSecret: null,
      trustedProxies: 0,
    });
  });

  it('tells every fault at once, without the value of a secret', () => {
    const faults = faultsOf({
      BRAINTRUST_API_URL: 'http://api.example.com',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      NEXTAUTH_SECRET: 'short',
      PORT: 'abc',
      AUDIT_CONCURRENCY: '0',
      LOG_LEVEL: 'loud',
    });
    expect(faults).toHaveLength(6);
    expect(faults.join()).toContain('BRAINTRUST_API_URL must begin with https://');
    expect(faults.join()).not.toContain('hunter2');
    expect(faults.join()).not.toContain('short');
  });

  it('wants address and secret set from outside when the database is shared', () => {
    expect(faultsOf({ DATABASE_URL: 'postgres://localhost/latchkey' })).toEqual([
      'NEXTAUTH_URL is required when DATABASE_URL is set',
      'NEXTAUTH_SECRET is required when DATABASE_URL is set',
    ]);
    expect(
      parseEnv({
        DATABASE_URL: 'postgresql://db/latchkey?sslmode=require',
        NEXTAUTH_URL: 'https://keys.example.com/',
        NEXTAUTH_SECRET: 'a-secret-of-enough-length-0123456789',
      }).nextAuthUrl,
    ).toBe('https://keys.example.com');
  });

  it('wants to be told whether a database on another machine is reached by TLS', () => {
    const fault = (url: string) => faultsOf({ DATABASE_URL: url }).join().includes('sslmode');
    for (const url of [
      'postgres://db/x',
      'postgres://10.0.0.1/x?sslmode=prefer',
      'postgres://127.0.0.1/x?host=db',
    ]) {
      expect(fault(url), url).toBe(true);
    }
    for (const url of [
      'postgres://db/x?sslmode=disable',
      'postgres://[::1]/x',
      'postgres:///x?host=/run',
    ]) {
      expect(fault(url), url).toBe(false);
    }
  });

  it('refuses a secret that is short or easy to guess', () => {
    for (const secret of [
      'x'.repeat(64),
      'changeme'.repeat(5),
      'correct-horse'.repeat(3),
      'short-0123456789',
    ]) {
      expect(faultsOf({ NEXTAUTH_SECRET: secret }).join(), secret).toContain('openssl rand');
    }
    expect(faultsOf({ NEXTAUTH_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f1' })).toEqual([]);
  });

  it('takes secrets from files, and says what is wrong with one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-env-'));
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const path = file('key', '\uFEFFsk-fake-owner\r\n');
    expect(parseEnv({ BRAINTRUST_API_KEY_FILE: path }).apiKey).toBe('sk-fake-owner');
    expect(parseCommandLineEnv({ BRAINTRUST_API_KEY_FILE: path }).apiKey).toBe('sk-fake-owner');
    const both = { BRAINTRUST_API_KEY: 'sk-fake', BRAINTRUST_API_KEY_FILE: path };
    expect(faultsOf(both).join()).toContain('both set');
    expect(faultsOf({ NEXTAUTH_SECRET_FILE: file('none', '\n') }).join()).toContain('empty');
    expect(faultsOf({ NEXTAUTH_SECRET_FILE: join(folder, 'x') }).join()).toContain('ENOENT');
    expect(faultsOf({ NEXTAUTH_SECRET_FILE: file('weak', 'short') })).toHaveLength(1);
    rmSync(folder, { recursive: true });
  });

  it('sends the key to the app only where that was asked for or both are their own', () => {
    expect(parseEnv({ BRAINTRUST_API_URL: 'https://bt.example.com' }).appLoginUrl).toBeNull();
    expect(parseEnv({ BRAINTRUST_API_URL: 'https://api-eu.braintrust.dev' }).appLoginUrl).toBe(
      'https://www.braintrust.dev',
    );
    expect(
      parseEnv({
        BRAINTRUST_API_URL: 'https://bt.example.com/',
        BRAINTRUST_APP_URL: 'https://app.example.com/',
      }),
    ).toMatchObject({ apiUrl: 'https://bt.example.com', appLoginUrl: 'https://app.example.com' });
  });

  it('honours the demo key with a loopback data plane only', () => {
    const key = { LATCHKEY_DEMO_KEY: 'sk-fake-owner-demo' };
    expect(parseEnv(key).demoKey).toBeNull();
    expect(parseEnv({ ...key, BRAINTRUST_API_URL: 'http://127.0.0.1:9' }).demoKey).toBe(
      'sk-fake-owner-demo',
    );
  });

  it('refuses addresses that carry a password, a query or another scheme', () => {
    for (const url of ['https://u:p@x.dev', 'https://x.dev?a=1', 'ftp://x.dev', 'x.dev']) {
      expect(faultsOf({ BRAINTRUST_API_URL: url }), url).toHaveLength(1);
    }
    expect(faultsOf({ NEXTAUTH_URL: 'https://x.dev/latchkey' })).toHaveLength(1);
  });
});

describe('parseCommandLineEnv', () => {
  it('asks for nothing that only the server needs, and does not stumble over it', () => {
    const server = { DATABASE_URL: 'postgres://db/latchkey', NEXTAUTH_SECRET: 'short', PORT: 'x' };
    expect(faultsOf(server)).not.toEqual([]);
    expect(
      parseCommandLineEnv({ ...server, BRAINTRUST_ORG_NAME: 'acme', AUDIT_CONCURRENCY: '256' }),
    ).toMatchObject({
      apiUrl: 'https://api.braintrust.dev',
      organizationName: 'acme',
      auditConcurrency: 256,
    });
  });

  it('still refuses what it reads', () => {
    expect(() =>
      parseCommandLineEnv({ BRAINTRUST_API_URL: 'x.dev', AUDIT_CONCURRENCY: '257' }),
    ).toThrow(/BRAINTRUST_API_URL[^]*AUDIT_CONCURRENCY/);
  });
});

describe('publicUrl', () => {
  it('follows the port in use', () => {
    expect(publicUrl(parseEnv({ NEXTAUTH_URL: 'https://keys.example.com' }))).toBe(
      'https://keys.example.com',
    );
    expect(publicUrl(parseEnv({}))).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe('isLoopback', () => {
  it('knows loopback from names that only look like it', () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.8.8', '[::1]', '::1']) {
      expect(isLoopback(host), host).toBe(true);
    }
    for (const host of ['127.0.0.1.evil.dev', 'localhost.evil.dev', '0.0.0.0', '10.0.0.1']) {
      expect(isLoopback(host), host).toBe(false);
    }
  });
});
