import { DAY_MS } from '@/lib/domain/core';
import { MAX_EXCEPTION_DAYS } from './tables';

type Terms = { reason: string; until: Date };

/** What is wrong with the terms of an accepted risk at `now`, by field. The form and the server both ask this. */
export function exceptionProblems(
  { reason, until }: Terms,
  now: Date,
): Record<keyof Terms, string | null> {
  return {
    reason: reason.trim() === '' ? 'Enter a justification.' : null,
    until: endProblem((until.getTime() - now.getTime()) / DAY_MS),
  };
}

/** `daysLeft` is NaN if the date is invalid. */
function endProblem(daysLeft: number): string | null {
  if (daysLeft > MAX_EXCEPTION_DAYS) return `Choose a date within ${MAX_EXCEPTION_DAYS} days.`;
  return daysLeft > 0 ? null : 'Choose a date in the future.';
}
