import { dropFormulaGuards, foldText } from '@/lib/domain/core';
import { sql, type Column, type SQL } from 'drizzle-orm';

const FIRST_BEYOND_ASCII = 0x80;
/** The last script with upper and lower case ends before it. */
const LAST_CASED = 0x1e944;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Letters beyond ASCII that have a lower-case letter. It is our own list, because what a
 * database takes for a letter depends on how it was set up.
 */
const LOWER = casesBeyondAscii();

/**
 * The condition that `column` contains `q`, as it is or as an exported file shows it. The SQL does to
 * the column what `foldText` does to `q`.
 */
export function containsText(column: SQL | Column, q: string): SQL {
  const asked = foldText(q);
  const exported = foldText(dropFormulaGuards(q));
  // `translate` tries every letter of its list for every letter of a row, so the list is short: an
  // upper-case letter that stays matches nothing, because `asked` and `exported` hold lower case only.
  const cases = [...LOWER].filter(([, small]) => asked.includes(small) || exported.includes(small));
  // What `translate` finds no counterpart for, it drops: the byte order mark comes last.
  const from = cases.map(([letter]) => letter).join('') + BYTE_ORDER_MARK;
  const to = cases.map(([, small]) => small).join('');
  const folded = sql`(case when octet_length(${column}) = char_length(${column})
    then lower(${column} collate "C")
    else lower(translate(normalize(${column}, NFKC), ${from}, ${to}) collate "C") end)`;
  const matches = sql`${folded} like ${patternOf(asked)}`;
  return asked === exported ? matches : sql`(${matches} or ${folded} like ${patternOf(exported)})`;
}

function patternOf(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`;
}

function casesBeyondAscii(): ReadonlyMap<string, string> {
  // Letters whose lower case is two characters, or depends on the place in the word.
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
