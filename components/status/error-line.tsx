'use client';
import type { ReactNode } from 'react';
import { ApiError } from '@/lib/client';
import { cn } from '@/components/ui/cn';
import { curlyApostrophes } from './format';
import { SafeText } from './safe-text';
import { SignInAgain } from './sign-in-again';

type ErrorLineProps = {
  error: Error | null;
  /** Text before the error, such as what failed or what is safe. */
  before?: string;
  className?: string;
  /** A way to recover from this error. */
  children?: ReactNode;
};

/** Explains a failed action beside its button, with a link to sign in again if the session has ended. */
export function ErrorLine({ error, before, className, children }: ErrorLineProps) {
  if (error === null) return null;
  return (
    <div role="alert" className={cn('text-sm wrap-anywhere text-critical', className)}>
      {before === undefined ? null : `${before} `}
      <SafeText text={curlyApostrophes(error.message)} />{' '}
      {error instanceof ApiError && error.code === 'signed-out' ? <SignInAgain /> : null}
      {children}
    </div>
  );
}
