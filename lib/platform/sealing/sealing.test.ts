import { describe, expect, it } from 'vitest';
import { organizationId } from '@/lib/domain/core';
import { createSealer, SealBrokenError, type Binding } from './sealing';

const KEY = 'sk-fake-owner-sealed';
const sealer = createSealer('secret-of-the-test-0123456789');
const binding: Binding = {
  purpose: 'session',
  id: 's1',
  organizationId: organizationId('o1'),
  ephemeral: 'token-of-the-cookie',
};

it('opens what the previous secret sealed, and seals anew by the current one', async () => {
  const binding = {
    purpose: 'session',
    id: 'a',
    organizationId: organizationId('o'),
    ephemeral: 'e',
  } as const;
  const old = createSealer('the-secret-before');
  const rotated = createSealer('the-secret-now', 'the-secret-before');
  expect(await rotated.open(await old.seal('sk-fake', binding), binding)).toBe('sk-fake');
  await expect(old.open(await rotated.seal('sk-fake', binding), binding)).rejects.toThrow();
});

describe('createSealer', () => {
  it('opens what it sealed, and two seals of the same text differ', async () => {
    const [a, b] = [await sealer.seal(KEY, binding), await sealer.seal(KEY, binding)];
    expect(a).not.toBe(b);
    expect(Buffer.from(a, 'base64url').toString('latin1')).not.toContain(KEY);
    expect(await sealer.open(a, binding)).toBe(KEY);
  });

  it.each<[string, Partial<Binding>]>([
    ['another purpose', { purpose: 'audit' }],
    ['another session', { id: 's2' }],
    ['another token', { ephemeral: 'token-of-another-cookie' }],
    ['no token', { ephemeral: '' }],
    ['another organization', { organizationId: organizationId('o2') }],
    ['fields that only read the same together', { id: 's1","o1' }],
  ])('stays shut for %s', async (_name, other) => {
    const sealed = await sealer.seal(KEY, binding);
    await expect(sealer.open(sealed, { ...binding, ...other })).rejects.toThrow(SealBrokenError);
  });

  it('stays shut under another secret, when changed, and for what is no seal', async () => {
    const sealed = await sealer.seal(KEY, binding);
    const other = createSealer('another-secret-0123456789');
    await expect(other.open(sealed, binding)).rejects.toThrow(SealBrokenError);
    const parts = sealed.split('.');
    const text = parts[3] ?? '';
    parts[3] = (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    for (const bad of [parts.join('.'), '', 'x', KEY, sealed.slice(0, -4)]) {
      await expect(sealer.open(bad, binding)).rejects.toThrow(SealBrokenError);
    }
  });

  it('is no unencrypted token in disguise', async () => {
    const head = Buffer.from('{"alg":"none"}').toString('base64url');
    await expect(sealer.open(`${head}..a.b.c`, binding)).rejects.toThrow(SealBrokenError);
  });
});
