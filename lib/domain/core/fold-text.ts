import { dropFormulaGuards } from './formula-text';

const BYTE_ORDER_MARK = '\ufeff';

/** Text without differences of case, width and normal form. */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFKC')
      // Letters whose lower case is two characters, or depends on the place in the word.
      .replaceAll('İ', 'i')
      .toLowerCase()
      .replaceAll('ς', 'σ')
      .replaceAll(BYTE_ORDER_MARK, '')
  );
}

/** True where `text` contains `q`, as it is or as an exported file shows it: as tables search. */
export function matchesText(text: string, q: string): boolean {
  const folded = foldText(text);
  return folded.includes(foldText(q)) || folded.includes(foldText(dropFormulaGuards(q)));
}
