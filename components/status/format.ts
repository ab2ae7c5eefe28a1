import { DAY_MS } from '@/lib/domain/core';

export { formatDay, formatUtc } from '@/lib/domain/core';

const NUMBER = new Intl.NumberFormat('en-US');

export function formatNumber(value: number): string {
  return NUMBER.format(value);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/**
 * A time span in its largest whole unit: "45 seconds", "12 minutes", "8 months", "2 years". The sign is
 * ignored.
 */
export function formatSpan(spanMs: number): string {
  const seconds = Math.floor(Math.abs(spanMs) / 1000);
  const days = Math.floor(seconds / 86_400);
  if (seconds < 60) return plural(seconds, 'second');
  if (seconds < 3600) return plural(Math.floor(seconds / 60), 'minute');
  if (days < 1) return plural(Math.floor(seconds / 3600), 'hour');
  if (days < 60) return plural(days, 'day');
  if (days < 730) return plural(Math.floor(days / 30.4375), 'month');
  return plural(Math.floor(days / 365.25), 'year');
}

/** An age in whole days, such as "8 months"; "today" if below one day. */
export function formatDays(days: number): string {
  return days < 1 ? 'today' : formatSpan(days * DAY_MS);
}

/**
 * A past event relative to `now`: "12 minutes ago". The server's clock may be ahead of the browser's, so an
 * event that seems to be in the future is "just now".
 */
export function formatAgo(at: Date, now: Date): string {
  const agoMs = now.getTime() - at.getTime();
  return agoMs < 1000 ? 'just now' : `${formatSpan(agoMs)} ago`;
}

/** A deadline relative to `now`: "in 3 days", "12 minutes ago". */
export function formatDeadline(at: Date, now: Date): string {
  const leftMs = at.getTime() - now.getTime();
  return leftMs < 1000 ? formatAgo(at, now) : `in ${formatSpan(leftMs)}`;
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
