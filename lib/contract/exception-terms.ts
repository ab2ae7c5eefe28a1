import { DAY_MS } from '@/lib/domain/core';
import { MAX_EXCEPTION_DAYS } from './tables';

type Terms = { reason: string; until: Date };

/** What is wrong with the terms of an accepted risk at `now`, by field. The form and the server both ask this. */
export function exceptionProblems(
  { reason, until }: Terms,
  now: Date,
): Record<keyof Terms, string | null> {
  const days = (until.getTime() - now.getTime()) / DAY_MS;
  return {
    reason: reason.trim() === '' ? 'Enter a justification.' : null,
    until:
      days > 0
        ? days > MAX_EXCEPTION_DAYS
          ? `Choose a date within ${MAX_EXCEPTION_DAYS} days.`
          : null
        : 'Choose a date in the future.',
  };
}
