import { dropFormulaGuards } from '@/lib/core';
import { sql, type Column, type SQL } from 'drizzle-orm';

const FIRST_BEYOND_ASCII = 0x80;
/** The last script with upper and lower case ends before it. */
const LAST_CASED = 0x1e944;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Letters beyond ASCII that have exactly one lower-case letter. It is our own list, because what a
 * database takes for a letter depends on how it was set up.
 */
const CASES = casesBeyondAscii();

/** Text without differences of case, width and normal form. The SQL below does the same to a column. */
export function foldText(text: string): string {
  return Array.from(text.normalize('NFKC'))
    .map((letter) => CASES.lower.get(letter) ?? (letter < '\x80' ? letter.toLowerCase() : letter))
    .join('')
    .replaceAll(BYTE_ORDER_MARK, '');
}

/** The condition that `column` contains `q`, as it is or as an exported file shows it. */
export function containsText(column: SQL | Column, q: string): SQL {
  const asked = patternOf(foldText(q));
  const exported = patternOf(foldText(dropFormulaGuards(q)));
  const folded = sql`(case when octet_length(${column}) = char_length(${column})
    then lower(${column} collate "C")
    else lower(translate(normalize(${column}, NFKC), ${CASES.from}, ${CASES.to}) collate "C") end)`;
  const matches = sql`${folded} like ${asked}`;
  return asked === exported ? matches : sql`(${matches} or ${folded} like ${exported})`;
}

function patternOf(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`;
}

function casesBeyondAscii(): { lower: ReadonlyMap<string, string>; from: string; to: string } {
  const lower = new Map<string, string>();
  for (let code = FIRST_BEYOND_ASCII; code < LAST_CASED; code += 1) {
    const letter = String.fromCodePoint(code);
    const small = letter.toLowerCase();
    if (small !== letter && Array.from(small).length === 1) lower.set(letter, small);
  }
  // What `translate` finds no counterpart for, it drops: the byte order mark comes last.
  return {
    lower,
    from: [...lower.keys(), BYTE_ORDER_MARK].join(''),
    to: [...lower.values()].join(''),
  };
}
