import { dropFormulaGuards } from './formula-text';

const BYTE_ORDER_MARK = '\ufeff';

/** Removes differences of case, width, and Unicode normal form. "ß" becomes "ss", its upper case. */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFKC')
      // The lower case of `İ` is two characters, and the lower case of `Σ` depends on its place in
      // the word.
      .replaceAll('İ', 'i')
      .toLowerCase()
      .replaceAll('ς', 'σ')
      .replaceAll('ß', 'ss')
      .replaceAll(BYTE_ORDER_MARK, '')
  );
}

/** How tables search: whether `text` contains `q`, typed as it is or copied from an exported file. */
export function matchesText(text: string, q: string): boolean {
  return matcherOf(q)(foldText(text));
}

/** The same check for many texts, which are already folded. */
export function matcherOf(q: string): (folded: string) => boolean {
  const [asked, exported] = [foldText(q), foldText(dropFormulaGuards(q))];
  return (folded) => folded.includes(asked) || folded.includes(exported);
}
