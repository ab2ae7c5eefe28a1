'use client';
import type { ReactNode } from 'react';
import { ApiError } from '@/lib/client';
import { cn } from '@/components/ui/cn';
import { SafeText } from './safe-text';
import { SignInAgain } from './sign-in-again';

type ErrorLineProps = {
  error: Error | null;
  /** What is safe, said first. */
  before?: string;
  className?: string;
  /** A way out of this error. */
  children?: ReactNode;
};

/** Why something was not done, beside the button that was to do it. */
export function ErrorLine({ error, before, className, children }: ErrorLineProps) {
  if (error === null) return null;
  return (
    <div role="alert" className={cn('text-sm wrap-anywhere text-critical', className)}>
      {before === undefined ? null : `${before} `}
      <SafeText text={error.message} />{' '}
      {error instanceof ApiError && error.code === 'signed-out' ? <SignInAgain /> : null}
      {children}
    </div>
  );
}
