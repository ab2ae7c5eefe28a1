/** `= + - @`, in the forms that full-width and small letters have of them too. */
const SIGN = '[=+\\-@＝＋－＠﹦﹢﹣﹫]';

/**
 * What may stand before the first character of a cell, whichever separator the reader of the file
 * chooses: `;`, tab, line breaks, spaces, and characters that nobody sees. Quotes in between do not
 * help, because a reader with another separator takes them for the quotes of a cell.
 */
const CELL_START = '[;\\s\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800]"*';

const UNGUARDED = new RegExp(`^(?=[\\t\\r]|${SIGN})|(?<=${CELL_START})(?=${SIGN})`, 'gu');
const GUARD = new RegExp(`^'(?=[\\t\\r]|${SIGN})|(?<=${CELL_START})'(?=${SIGN})`, 'gu');

/** The text with a `'` before everything that a spreadsheet would take for the start of a formula. */
export function guardFormulas(text: string): string {
  return text.replace(UNGUARDED, "'");
}

/** The text without the `'` that `guardFormulas` puts before a formula sign. */
export function dropFormulaGuards(text: string): string {
  return text.replace(GUARD, '');
}
