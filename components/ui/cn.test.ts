import { describe, expect, it } from 'vitest';
import { cn } from './cn';

describe('cn', () => {
  it('keeps a size and a color that both start with text-', () => {
    expect(cn('text-2xl', 'text-red-600')).toBe('text-2xl text-red-600');
    expect(cn('text-sm', 'text-muted-foreground')).toBe('text-sm text-muted-foreground');
  });

  it('lets the later of two conflicting classes win', () => {
    expect(cn('px-2 text-link', 'p-1 text-critical')).toBe('p-1 text-critical');
  });

  it('joins what is there and drops what is not', () => {
    expect(cn('a', false, null, ['b', undefined])).toBe('a b');
  });
});
