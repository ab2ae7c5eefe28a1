import { dropFormulaGuards, foldText } from '@/lib/domain/core';
import { sql, type Column, type SQL } from 'drizzle-orm';

const FIRST_BEYOND_ASCII = 0x80;
/** The end of the last script with upper and lower case. */
const LAST_CASED = 0x1e944;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Letters beyond ASCII with a lower-case form. We keep our own list because a database's idea of a letter
 * depends on how it was set up.
 */
const LOWER = casesBeyondAscii();

/**
 * The condition that `column` contains `q`, as stored or as an exported file shows it. The SQL folds the
 * column the same way as `foldText` folds `q`.
 */
export function containsText(column: SQL | Column, q: string): SQL {
  const asked = foldText(q);
  const exported = foldText(dropFormulaGuards(q));
  // Keep the list short, because `translate` tries each of its letters for every letter of a row. An
  // upper-case letter that isn't in the list matches nothing, because `asked` and `exported` are lower
  // case.
  const cases = [...LOWER].filter(([, small]) => asked.includes(small) || exported.includes(small));
  // `translate` removes characters without a counterpart. The byte order mark comes last, so it is removed.
  const from = cases.map(([letter]) => letter).join('') + BYTE_ORDER_MARK;
  const to = cases.map(([, small]) => small).join('');
  const folded = sql`(case when octet_length(${column}) = char_length(${column})
    then lower(${column} collate "C")
    else lower(translate(${withoutSharpS(column, `${asked}${exported}`)}, ${from}, ${to}) collate "C") end)`;
  const matches = sql`${folded} like ${patternOf(asked)}`;
  return asked === exported ? matches : sql`(${matches} or ${folded} like ${patternOf(exported)})`;
}

/** The normalized column, with "ß" as "ss" if that can matter: only a query with an "s" can match it. */
function withoutSharpS(column: SQL | Column, query: string): SQL {
  const normal = sql`normalize(${column}, NFKC)`;
  return query.includes('s') ? sql`replace(replace(${normal}, 'ß', 'ss'), 'ẞ', 'ss')` : normal;
}

function patternOf(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`;
}

function casesBeyondAscii(): ReadonlyMap<string, string> {
  // Letters whose lower case has two characters or depends on the position in the word.
  const lower = new Map([
    ['İ', 'i'],
    ['ς', 'σ'],
  ]);
  for (let code = FIRST_BEYOND_ASCII; code < LAST_CASED; code += 1) {
    const letter = String.fromCodePoint(code);
    const small = letter.toLowerCase();
    if (small !== letter && Array.from(small).length === 1) lower.set(letter, small);
  }
  return lower;
}
