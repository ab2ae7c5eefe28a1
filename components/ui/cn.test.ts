import { twMerge } from 'tailwind-merge';
import { describe, expect, it } from 'vitest';
import { cn } from './cn';

describe('cn', () => {
  it.each([
    ['inline-flex hidden', 'hidden'],
    ['hidden md:inline-flex', 'hidden md:inline-flex'],
    ['px-3 p-1', 'p-1'],
    ['p-1 px-3', 'p-1 px-3'],
    ['h-8 w-4 size-6', 'size-6'],
    ['text-sm text-muted-foreground text-xs', 'text-muted-foreground text-xs'],
    ['text-left text-link', 'text-left text-link'],
    ['font-mono font-medium font-normal', 'font-mono font-normal'],
    ['rounded-md border rounded-r-none border-r-0', 'rounded-md border rounded-r-none border-r-0'],
    ['border border-input border-ring', 'border border-ring'],
    ['bg-background hover:bg-accent bg-selection', 'hover:bg-accent bg-selection'],
    ['sticky fixed top-0 inset-0', 'fixed inset-0'],
    ['max-w-48 max-w-[70ch]', 'max-w-[70ch]'],
  ])('%s is %s', (input, output) => {
    expect(cn(input)).toBe(output);
    expect(twMerge(input)).toBe(output);
  });

  it('joins what is there and drops what is not', () => {
    expect(cn('a', false, null, ['b', undefined])).toBe('a b');
  });
});
