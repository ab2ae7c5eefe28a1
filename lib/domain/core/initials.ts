/** The first letters of the first and the last word. An email address counts up to its @. */
export function initialsOf(name: string): string {
  const letters = name.replace(/@.*/s, '').match(FIRST_OF_WORD) ?? [];
  return (letters.length > 1 ? [letters[0], letters.at(-1)] : letters).join('').toUpperCase();
}

const FIRST_OF_WORD = /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}]/gu;
