import { foldText } from './fold-text';

/** Splits a name into words of letters and digits, in lower case and without accents. */
export function wordsOf(text: string): string[] {
  return foldText(text)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
