import { expect, it, vi } from 'vitest';
import { perProcess } from './per-process';

it('gives every copy of the module the same value, and creates it once', async () => {
  const create = vi.fn(() => new Map<string, string>());
  const first = perProcess('a test', create);
  vi.resetModules();
  const copy = await import('./per-process');
  expect(copy.perProcess).not.toBe(perProcess);
  expect(copy.perProcess('a test', create)).toBe(first);
  expect(create).toHaveBeenCalledOnce();
});
