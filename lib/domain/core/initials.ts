/** The first letters of the first and the last word. An email address counts up to its @. */
export function initialsOf(name: string): string {
  const words = name.replace(/@.*/s, '').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
