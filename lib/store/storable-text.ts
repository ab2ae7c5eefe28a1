/**
 * The text as PostgreSQL can keep it: NUL and halves of surrogate pairs, which it refuses, become
 * U+FFFD. For everything that comes from outside, on its way into a row.
 */
export function storableText(text: string): string {
  return text.replace(
    /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
    '\uFFFD',
  );
}
