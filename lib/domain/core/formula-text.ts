/** `= + - @`, with their full-width and small forms. */
const SIGN = '[=+\\-@＝＋－＠﹦﹢﹣﹫]';

/**
 * Characters that can come before the start of a cell, whichever separator the reader of the file chooses:
 * `;`, tab, line breaks, spaces, and invisible characters. Quotes between them don't protect, because a
 * reader with another separator takes them for the quotes of a cell.
 */
const CELL_START = '[;\\s\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800]"*';

const UNGUARDED = new RegExp(`^(?=[\\t\\r]|${SIGN})|(?<=${CELL_START})(?=${SIGN})`, 'gu');
const GUARD = new RegExp(`^'(?=[\\t\\r]|${SIGN})|(?<=${CELL_START})'(?=${SIGN})`, 'gu');

/** Puts a `'` before everything that a spreadsheet would take for the start of a formula. */
export function guardFormulas(text: string): string {
  return text.replace(UNGUARDED, "'");
}

/** Removes the `'` that `guardFormulas` puts before a formula sign. */
export function dropFormulaGuards(text: string): string {
  return text.replace(GUARD, '');
}
