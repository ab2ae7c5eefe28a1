import type { ComponentProps } from 'react';
import { cn } from './cn';
import { Input } from './input';

/**
 * A field for a Braintrust key. It is masked by CSS instead of `type="password"`, so that browsers don't
 * offer to save it. It has no name, so that no form can put it into a URL.
 */
export function SecretInput({ className, ...props }: Omit<ComponentProps<'input'>, 'name'>) {
  return (
    <Input
      type="text"
      required
      autoComplete="off"
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      maxLength={1000}
      data-1p-ignore
      data-lpignore="true"
      placeholder="sk-…"
      className={cn('font-mono [-webkit-text-security:disc] placeholder:font-sans', className)}
      {...props}
    />
  );
}
