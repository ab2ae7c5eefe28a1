import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dropFormulaGuards, guardFormulas } from './formula-text';

const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];
const SEPARATORS = [';', '\t', '\r', '\n', '\r\n', ' ', '\u00a0', '\u2003', '\u3000', '\u2028'];
const INVISIBLE = [
  '\u200b',
  '\ufeff',
  '\u00ad',
  '\u2060',
  '\u202e',
  '\u0001',
  '\u3164',
  '\u{e0041}',
];

describe('guardFormulas', () => {
  test.each(SIGNS)('puts a quote before %s at the start and behind each separator', (sign) => {
    expect(guardFormulas(`${sign}1`)).toBe(`'${sign}1`);
    for (const before of [...SEPARATORS, ...INVISIBLE]) {
      const rest = `a${before}${sign}1`;
      expect(guardFormulas(rest)).toBe(`a${before}'${sign}1`);
      const guarded = guardFormulas(`${before}${sign}1`);
      expect(guarded.endsWith(`${before}'${sign}1`), JSON.stringify(guarded)).toBe(true);
    }
  });

  test('a cell that begins with tab or CR begins with a quote, whatever follows', () => {
    expect(guardFormulas('\tx')).toBe("'\tx");
    expect(guardFormulas('\rx')).toBe("'\rx");
    expect(guardFormulas('\t=1')).toBe("'\t'=1");
  });

  test.each([
    ['x;=1+1;y', "x;'=1+1;y"],
    [`;=cmd|' /C calc'!A0;`, `;'=cmd|' /C calc'!A0;`],
    ['x;"=1";"@y', `x;"'=1";"'@y`],
    ['x;""=1', `x;""'=1`],
    ['x; " =1', `x; " '=1`],
    ['prod - eu', "prod '- eu"],
    ['--=', "'--="],
  ])('%j becomes %j', (text, expected) => {
    expect(guardFormulas(text)).toBe(expected);
  });

  test.each(['a=b', 'a-b', 'anna@acme.example', "a '=x", '1+1', 'a;b', '"=1"', '', "'=1", 'a,=b'])(
    'leaves %j as it is',
    (text) => {
      expect(guardFormulas(text)).toBe(text);
    },
  );
});

test('a guarded text is the same as the original once the guards are dropped', () => {
  const piece = fc.constantFrom(...SIGNS, ...SEPARATORS, ...INVISIBLE, "'", '"', 'a', ',', '|');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const guarded = guardFormulas(text);
      expect(dropFormulaGuards(guarded)).toBe(dropFormulaGuards(text));
      expect(guardFormulas(guarded)).toBe(guarded);
    }),
    { numRuns: 2_000 },
  );
});
