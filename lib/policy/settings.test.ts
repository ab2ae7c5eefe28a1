import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, settingsSchema } from './settings';

describe('settings of a file', () => {
  test('an empty file gives the defaults', () => {
    expect(settingsSchema.parse({})).toEqual(DEFAULT_SETTINGS);
  });

  test('what the app exports can be read back', () => {
    const exported: unknown = JSON.parse(JSON.stringify(DEFAULT_SETTINGS));
    expect(settingsSchema.parse(exported)).toEqual(DEFAULT_SETTINGS);
  });

  test('what is given counts, the rest is default', () => {
    const parsed = settingsSchema.parse({
      version: 4,
      plan: 'starter',
      workloadWords: ['zeppelin'],
      severityOverrides: { 'old-key': 'critical' },
    });
    expect(parsed).toEqual({
      ...DEFAULT_SETTINGS,
      version: 4,
      plan: 'starter',
      workloadWords: ['zeppelin'],
      severityOverrides: { 'old-key': 'critical' },
    });
  });

  test.each([
    ['an unknown field', { oldKeyDay: 3 }, 'oldKeyDay'],
    ['an unknown threshold', { oldKeyDays: { low: 1, medium: 2, high: 3, worst: 4 } }, 'worst'],
    ['falling thresholds', { oldKeyDays: { low: 90, medium: 60, high: 365 } }, 'must not fall'],
    ['swapped terms', { expiresSoonDays: { low: 7, medium: 30 } }, 'must not be below medium'],
    ['swapped counts', { severalKeys: { low: 5, medium: 2 } }, 'must not be below low'],
    ['days that are no number', { oldKeyDays: { low: '90', medium: 180, high: 365 } }, 'number'],
    ['an unknown rule', { severityOverrides: { 'no-such-rule': 'low' } }, 'no-such-rule'],
    ['an unknown severity', { severityOverrides: { 'old-key': 'bad' } }, 'critical'],
    ['an empty word', { personWords: [' '] }, 'Too small'],
    ['a version that no database holds', { version: 2 ** 31 }, 'Too big'],
    ['no object', [], 'object'],
  ])('%s is refused by name', (_name, given, message) => {
    const result = settingsSchema.safeParse(given);
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error?.issues)).toContain(message);
  });
});
