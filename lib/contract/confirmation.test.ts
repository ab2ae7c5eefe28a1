import { expect, it } from 'vitest';
import { confirmationText, isConfirmed } from './confirmation';

it.each([
  ['ci deploy', 'ci deploy'],
  ['  two   blanks\tand\nlines ', 'two blanks and lines'],
  ['\u202egpj.exe\u200b', 'gpj.exe'],
  ['cle\u0301', 'clé'],
  ['本番サーバー 🔑', '本番サーバー 🔑'],
  [' \u200b\u0000', 'sk-...abcd'],
  ['', 'sk-...abcd'],
])('the key %j is confirmed by typing %j', (name, wanted) => {
  const key = { name, preview: 'sk-...abcd' };
  expect(confirmationText(key)).toBe(wanted);
  expect(isConfirmed(key, wanted)).toBe(true);
  expect(isConfirmed(key, ` ${wanted} `)).toBe(true);
  for (const other of ['', wanted.slice(1), `${wanted}!`, wanted.replace(/[a-z]/, 'A')]) {
    if (other !== wanted) expect(isConfirmed(key, other), other).toBe(false);
  }
});

it('what has nothing to type is not confirmed by typing nothing', () => {
  expect(isConfirmed({ name: '', preview: '' }, '')).toBe(false);
});
