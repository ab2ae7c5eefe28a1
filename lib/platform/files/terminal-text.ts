const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;
const DELETE_PICTURE = '\u2421';

/** C0 and C1 controls, direction marks, zero-width characters, line separators, and lone surrogates. */
const UNFIT = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const NO_WIDTH = /^[\p{Mn}\p{Me}\ufe00-\ufe0f]$/u;
const WIDE =
  /^[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$/u;
const PRINTABLE_ASCII = /^[ -~]*$/;

/** Replaces control characters with visible ones, so that the text can't control the terminal. */
export function terminalText(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return text.replace(UNFIT, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(CONTROL_PICTURES + code);
    return code === DELETE ? DELETE_PICTURE : '\ufffd';
  });
}

/** The number of terminal cells that a text takes. */
export function cellsOf(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  let cells = 0;
  for (const character of text) cells += cellsOfCharacter(character);
  return cells;
}

/** Returns the text in exactly this many cells: padded with spaces, or cut with "…". */
export function fit(text: string, cells: number, align: 'left' | 'right' = 'left'): string {
  const width = cellsOf(text);
  if (width > cells) return cut(text, cells);
  const space = ' '.repeat(cells - width);
  return align === 'left' ? text + space : space + text;
}

function cut(text: string, cells: number): string {
  let kept = '';
  let width = 0;
  for (const character of text) {
    const next = cellsOfCharacter(character);
    if (width + next > cells - 1) break;
    kept += character;
    width += next;
  }
  return `${kept}…${' '.repeat(cells - 1 - width)}`;
}

function cellsOfCharacter(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
