/**
 * Splits a CSV like a spreadsheet that uses these separators. A quote at the start of a cell opens a quoted
 * part, in which a doubled quote is one quote. Text after the closing quote is kept.
 */
export function separateCells(csv: string, separators: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let state: 'start' | 'plain' | 'quoted' = 'start';
  for (let index = 0; index < csv.length; index += 1) {
    const character = csv.charAt(index);
    if (state === 'quoted') {
      if (character !== '"') cell += character;
      else if (csv.charAt(index + 1) === '"') {
        cell += '"';
        index += 1;
      } else state = 'plain';
    } else if (state === 'start' && character === '"') state = 'quoted';
    else if (separators.includes(character) || character === '\r' || character === '\n') {
      cells.push(cell);
      cell = '';
      state = 'start';
    } else {
      cell += character;
      state = 'plain';
    }
  }
  return [...cells, cell];
}
