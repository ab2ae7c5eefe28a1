/**
 * Makes text from outside storable in PostgreSQL. NUL and lone surrogates, which PostgreSQL rejects, become
 * U+FFFD. A leading byte order mark is removed, because the embedded database drops it when reading.
 * Everything else stays, including bidi controls, newlines and any length.
 */
export function storableText(text: string): string {
  return text.replace(/^\uFEFF+/, '').replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
}
