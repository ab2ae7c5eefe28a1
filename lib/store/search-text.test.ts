import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guardFormulas } from '@/lib/core';
import { containsText, foldText } from './search-text';
import { sql } from './sql';
import { storableText } from './storable-text';
import { describeStores } from './testing';

describeStores('search in text', (current) => {
  const found = async (stored: string, q: string) => {
    const { rows } = await current.store.db.execute<{ found: boolean }>(
      sql`select ${containsText(sql`x.name`, q)} as found from (select ${stored}::text as name) x`,
    );
    return rows[0]?.found;
  };

  it.each([
    ['Rene\u0301', 'René'],
    ['Café', 'Cafe\u0301'],
    ['Ｗｉｄｔｈ', 'width'],
    ['width', 'ＷＩＤＴＨ'],
    ['RENÉ', 'rené'],
    ['ПРОД', 'прод'],
    ['\ufeffx', 'x'],
    ['王 芳', '王 芳'],
    ['100%_\\x', '%_\\'],
    ['@alice/eval', "'@alice/eval"],
    ['x;=1+1;y', "x;'=1+1;y"],
    ["'quoted", "'quoted"],
  ])('%j is found by %j', async (stored, q) => {
    expect(await found(stored, q)).toBe(true);
  });

  it.each([
    ['René', 'Rene'],
    ['abc', 'a%c'],
    ['abc', 'a_c'],
    ['abc', '\\'],
  ])('%j is not found by %j', async (stored, q) => {
    expect(await found(stored, q)).toBe(false);
  });

  it('finds every text by itself, and by what an exported file shows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 12 }), async (text) => {
        const name = storableText(text);
        fc.pre(foldText(name) !== '');
        expect(await found(name, name)).toBe(true);
        expect(await found(name, guardFormulas(name))).toBe(true);
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});
