import { describe, expect, it } from 'vitest';
import {
  curlyApostrophes,
  formatAgo,
  formatDay,
  formatDays,
  formatDeadline,
  formatNumber,
  formatSpan,
  formatUtc,
  plural,
  showControls,
} from './format';

const DAY_MS = 86_400_000;

describe('spans', () => {
  it.each([
    [0, '0 seconds'],
    [59_999, '59 seconds'],
    [60_000, '1 minute'],
    [-3_600_000, '1 hour'],
    [DAY_MS, '1 day'],
    [59 * DAY_MS, '59 days'],
    [60 * DAY_MS, '60 days'],
    [61 * DAY_MS, '2 months'],
    [250 * DAY_MS, '8 months'],
    [730 * DAY_MS, '23 months'],
    [731 * DAY_MS, '2 years'],
  ])('%d ms is %s', (spanMs, words) => expect(formatSpan(spanMs)).toBe(words));

  it('calls an age below a day today, and one in the future too', () => {
    expect(formatDays(0)).toBe('today');
    expect(formatDays(-3)).toBe('today');
    expect(formatDays(400)).toBe('13 months');
  });

  const now = new Date('2026-11-20T12:00:00Z');

  it('tells how long ago a past event was, and never that it is to come', () => {
    expect(formatAgo(new Date('2026-11-20T11:48:00Z'), now)).toBe('12 minutes ago');
    expect(formatAgo(now, now)).toBe('just now');
    expect(formatAgo(new Date('2026-11-20T12:00:16Z'), now)).toBe('just now');
    expect(formatAgo(new Date('2026-11-20T15:00:00Z'), now)).toBe('just now');
  });

  it('tells when a deadline is or was', () => {
    expect(formatDeadline(new Date('2026-11-23T12:00:00Z'), now)).toBe('in 3 days');
    expect(formatDeadline(new Date('2027-02-18T11:59:00Z'), now)).toBe('in 90 days');
    expect(formatDeadline(new Date('2027-11-20T12:00:00Z'), now)).toBe('in 365 days');
    expect(formatDeadline(new Date('2028-02-20T12:00:00Z'), now)).toBe('in 15 months');
    expect(formatDeadline(new Date('2026-11-20T11:48:00Z'), now)).toBe('12 minutes ago');
    expect(formatDeadline(now, now)).toBe('just now');
  });
});

describe('numbers and times', () => {
  it('separates thousands and counts in words', () => {
    expect(formatNumber(12345)).toBe('12,345');
    expect(plural(1, 'key')).toBe('1 key');
    expect(plural(0, 'key')).toBe('0 keys');
    expect(plural(2, 'entry', 'entries')).toBe('2 entries');
  });

  it('shows the exact time and the day in UTC', () => {
    expect(formatDay('2026-03-01T23:59:59Z')).toBe('Mar 1, 2026');
    expect(formatUtc('2026-03-01T12:00:05.123Z')).toBe('Mar 1, 2026, 12:00 UTC');
  });
});

it('shows the server’s apostrophes as screens write them', () => {
  expect(curlyApostrophes("Couldn't read 'a' of the list")).toBe("Couldn’t read 'a' of the list");
});

describe('hostile names', () => {
  it('makes line ends, NUL and bidirectional overrides visible', () => {
    expect(showControls('a\u202Eb\nc\u0000')).toBe('a⟨U+202E⟩b⟨U+000A⟩c⟨U+0000⟩');
  });

  it('leaves ordinary text of any script alone', () => {
    for (const text of ['ci-prod', 'Schlüssel für 本番', 'مفتاح', '🔑 laptop'])
      expect(showControls(text)).toBe(text);
  });
});
