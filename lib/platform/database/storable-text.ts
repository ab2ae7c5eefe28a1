/**
 * The text as PostgreSQL can keep it: NUL and halves of surrogate pairs, which it refuses, become
 * U+FFFD, and a byte order mark at the start goes, because the embedded database drops it at reading. For everything that comes from outside, on its way into a row.
 */
export function storableText(text: string): string {
  return text
    .replace(/^\uFEFF+/, '')
    .replace(
      /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
      '\uFFFD',
    );
}
