import { DAY_MS, plural } from '@/lib/domain/core';

export { formatDay, formatNumber, formatUtc, plural } from '@/lib/domain/core';

const DAYS_PER_MONTH = 30.4375;
const DAYS_PER_YEAR = 365.25;

/**
 * A time span in whole units: "45 seconds", "12 minutes", "59 days", "8 months", "2 years". A unit starts at two of
 * it, except for minutes, hours and days, so that a list never has "1 year" among "21 months". The sign is ignored.
 */
export function formatSpan(spanMs: number): string {
  const seconds = Math.floor(Math.abs(spanMs) / 1000);
  const days = Math.floor(seconds / 86_400);
  if (seconds < 60) return plural(seconds, 'second');
  if (seconds < 3600) return plural(Math.floor(seconds / 60), 'minute');
  if (days < 1) return plural(Math.floor(seconds / 3600), 'hour');
  if (days < 2 * DAYS_PER_MONTH) return plural(days, 'day');
  if (days < 2 * DAYS_PER_YEAR) return plural(Math.floor(days / DAYS_PER_MONTH), 'month');
  return plural(Math.floor(days / DAYS_PER_YEAR), 'year');
}

/** An age in whole days, such as "8 months"; "today" if below one day. */
export function formatDays(days: number): string {
  return days < 1 ? 'today' : formatSpan(days * DAY_MS);
}

/** A past day by its age in whole days: "8 months ago", "today". */
export function formatDaysAgo(days: number): string {
  return days < 1 ? formatDays(days) : `${formatDays(days)} ago`;
}

/**
 * A past event relative to `now`: "12 minutes ago". The server's clock may be ahead of the browser's, so an
 * event that seems to be in the future is "just now".
 */
export function formatAgo(at: Date, now: Date): string {
  const agoMs = now.getTime() - at.getTime();
  return agoMs < 1000 ? 'just now' : `${formatSpan(agoMs)} ago`;
}

/**
 * A deadline relative to `now`: "in 3 days", "in 90 days", "12 minutes ago". Up to a year it counts days, rounded,
 * because a month too coarsely says when something stops working.
 */
export function formatDeadline(at: Date, now: Date): string {
  const leftMs = at.getTime() - now.getTime();
  if (leftMs < 1000) return formatAgo(at, now);
  const days = Math.round(leftMs / DAY_MS);
  return `in ${days >= 2 && days <= 366 ? plural(days, 'day') : formatSpan(leftMs)}`;
}

/** The server's sentences with the apostrophe that screens use. */
export function curlyApostrophes(text: string): string {
  return text.replace(/(?<=\p{L})'(?=\p{L})/gu, '’');
}

const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Replaces each control character (line breaks, NUL, bidirectional overrides) by its visible code point. This
 * keeps a hostile name from rearranging the text around it.
 */
export function showControls(text: string): string {
  return text.replace(
    CONTROLS,
    (character) =>
      `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
