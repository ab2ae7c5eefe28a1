'use client';
import { CircleX } from 'lucide-react';
import { ApiError } from '@/lib/client';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { copy } from './copy';
import { curlyApostrophes } from './format';

type ErrorPanelProps = {
  /** What failed, as a sentence: "Couldn't load keys." */
  title: string;
  error: unknown;
  onRetry?: (() => void) | undefined;
  className?: string;
};

/** An error with its message, a retry button, and the request id that finds it in the log. */
export function ErrorPanel({ title, error, onRetry, className }: ErrorPanelProps) {
  const problem = error instanceof ApiError ? error : null;
  return (
    <div role="alert" className={cn('flex items-start gap-3 px-6 py-8', className)}>
      <CircleX className="mt-0.5 size-4 shrink-0 text-critical" aria-hidden />
      <div className="min-w-0 space-y-1">
        <p className="text-base font-semibold">{title}</p>
        <p className="max-w-[70ch] text-base text-muted-foreground">
          {problem ? curlyApostrophes(problem.message) : copy.error.unexpected}
        </p>
        {problem?.requestId ? (
          <p className="text-xs text-muted-foreground">
            {copy.error.request} <code className="font-mono">{problem.requestId}</code>
          </p>
        ) : null}
        {onRetry ? (
          <Button size="sm" className="mt-2" onClick={onRetry}>
            {copy.error.retry}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
