import { describe, expect, it } from 'vitest';
import { AppError, DAY_MS, daysBetween, ERROR_CODES, toAppError, worstSeverity } from './index';

describe('worstSeverity', () => {
  it('picks the worst, whatever the order, and null of none', () => {
    expect(worstSeverity(['low', 'critical', 'high'])).toBe('critical');
    expect(worstSeverity(['info', 'low'])).toBe('low');
    expect(worstSeverity([])).toBeNull();
  });
});

describe('daysBetween', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  it.each([
    [0, 0],
    [DAY_MS - 1, 0],
    [DAY_MS, 1],
    [90 * DAY_MS, 90],
    [-1, -1],
  ])('%i ms ago is %i days', (ageMs, days) => {
    expect(daysBetween(new Date(now.getTime() - ageMs), now)).toBe(days);
  });
});

describe('AppError', () => {
  it('answers with the status of its code', () => {
    for (const [code, { status }] of Object.entries(ERROR_CODES)) {
      expect(new AppError(code as keyof typeof ERROR_CODES, 'words').status).toBe(status);
    }
  });

  it('keeps the text of an unknown error from view, and its cause for the log', () => {
    const cause = new Error('connect to 10.0.0.1 with sk-fake-secret');
    const error = toAppError(cause);
    expect(error).toMatchObject({ code: 'internal', cause, message: cause.message });
    expect(error.publicMessage).not.toContain('sk-fake-secret');
    expect(toAppError(error)).toBe(error);
  });
});
