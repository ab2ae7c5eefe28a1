import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/core';
import { authSecret } from './secret';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-secret-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('authSecret', () => {
  it('takes the one that is set', () => {
    expect(authSecret({ nextAuthSecret: 'set-from-outside', dataDir: folder })).toBe(
      'set-from-outside',
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes one, for its owner alone, and keeps it', () => {
    const dataDir = join(folder, 'new');
    const first = authSecret({ nextAuthSecret: null, dataDir });
    expect(first.length).toBeGreaterThanOrEqual(43);
    expect(authSecret({ nextAuthSecret: null, dataDir })).toBe(first);
    expect(readdirSync(dataDir)).toEqual(['nextauth-secret']);
    expect(statSync(join(dataDir, 'nextauth-secret')).mode & 0o777).toBe(0o600);
  });

  it('refuses an empty file instead of signing with nothing', () => {
    writeFileSync(join(folder, 'nextauth-secret'), '\n');
    expect(() => authSecret({ nextAuthSecret: null, dataDir: folder })).toThrow(AppError);
  });

  it('says what to do when the folder cannot be written', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => authSecret({ nextAuthSecret: null, dataDir: file })).toThrow(/DATA_DIR/);
  });
});
