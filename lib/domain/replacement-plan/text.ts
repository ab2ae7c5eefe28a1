import { formatNumber } from '@/lib/domain/core';
/**
 * Puts text on one line, without invisible or direction-changing characters, for comments, messages, and
 * commands. Cuts text longer than `maxLength` characters with "…".
 */
export function oneLine(text: string, maxLength = 200): string {
  const line = wellFormed(text)
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= maxLength
    ? characters.join('')
    : `${characters.slice(0, maxLength - 1).join('')}…`;
}

/** Replaces unpaired surrogates, which no file and no URL can contain, with U+FFFD. */
export function wellFormed(text: string): string {
  return text.replaceAll(
    /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
    '\uFFFD',
  );
}

/** `a`, `a and b`, `a, b, and c`. After `most` items, the rest is counted. */
export function list(items: readonly string[], most = 5): string {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  if (rest > 0) shown.push(`${formatNumber(rest)} more`);
  if (shown.length < 3) return shown.join(' and ');
  return `${shown.slice(0, -1).join(', ')}, and ${shown.at(-1) ?? ''}`;
}
