import { storableText } from '@/lib/domain/core';

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Braintrust has no older data. An earlier date is some language's zero value. */
const FIRST_YEAR = 2000;

/**
 * Reads a date of Braintrust's: an ISO 8601 or PostgreSQL timestamp, or Unix time in seconds, milliseconds
 * or microseconds. Returns `null` for anything else. A date without a zone is read as UTC, so the result
 * doesn't depend on where we run.
 */
export function readDate(value: unknown): Date | null {
  const date = typeof value === 'number' ? fromUnixTime(value) : fromText(value);
  const year = date?.getUTCFullYear() ?? 0;
  // Years after 9999 can't be written as plain ISO text everywhere.
  return date !== null && year >= FIRST_YEAR && year <= 9999 ? date : null;
}

/** Describes a value that isn't a date, for people to see. `null` for a valid or missing date. */
export function unreadableDate(value: unknown): string | null {
  if (value === null || value === undefined || readDate(value) !== null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return Array.isArray(value) ? 'a list' : 'an object';
  return looksSecret(value) ? 'a text' : storableText(value).slice(0, 100);
}

function looksSecret(text: string): boolean {
  return /\b(?:sk|bt-st)-/i.test(text);
}

function fromText(value: unknown): Date | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{9,17}$/.test(text)) return fromUnixTime(Number(text));
  const parts = ISO.exec(text);
  if (parts === null) return null;
  const [, day = '', time = '00:00', zone = 'Z'] = parts;
  return new Date(`${day}T${time}${zoneText(zone)}`);
}

/** The size tells the unit: seconds until the year 5138, then milliseconds, then microseconds. */
function fromUnixTime(value: number): Date {
  const size = Math.abs(value);
  if (size < 1e11) return new Date(value * 1000);
  return new Date(size < 1e14 ? value : value / 1000);
}

function zoneText(zone: string): string {
  if (/^z$/i.test(zone)) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
