import type { ComponentProps } from 'react';
import { cn } from './cn';
import { Input } from './input';

/**
 * A field for a Braintrust key. Masked by CSS and no password field: browsers must not offer to
 * keep it. It has no name, so that no form ever puts it into an address.
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
