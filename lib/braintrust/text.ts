/**
 * The text with NUL and lone surrogates replaced by U+FFFD: PostgreSQL's text type refuses them.
 * All else, bidi controls, newlines and 2,000 characters included, is kept as it came.
 */
export function storableText(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
}

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * The moment an ISO 8601 or PostgreSQL timestamp names, or `null` where it is not one. Without a
 * zone it is read as UTC, so that the answer does not depend on where we run.
 */
export function readDate(value: unknown): Date | null {
  const parts = typeof value === 'string' ? ISO.exec(value.trim()) : null;
  if (parts === null) return null;
  const [, day = '', time = '00:00', zone = 'Z'] = parts;
  const date = new Date(`${day}T${time}${zoneText(zone)}`);
  const year = date.getUTCFullYear();
  // Also outside of these years the date cannot be written as plain ISO text everywhere.
  return year >= 1 && year <= 9999 ? date : null;
}

function zoneText(zone: string): string {
  if (/^z$/i.test(zone)) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
