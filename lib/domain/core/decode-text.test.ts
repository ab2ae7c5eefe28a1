import { expect, test } from 'vitest';
import { decodeText } from './decode-text';

const TEXT = '{"plan":"pro"}\r\n王芳 🔑';
const utf16le = Buffer.from(`\ufeff${TEXT}`, 'utf16le');

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16, little end first', utf16le],
  ['UTF-16, big end first', Buffer.from(utf16le).swap16()],
])('%s is read as it was written', (_, bytes) => {
  expect(decodeText(bytes)).toBe(TEXT);
});

test('bytes that are no text are an error, not other letters', () => {
  expect(() => decodeText(Buffer.from('caf\u00e9', 'latin1'))).toThrow(TypeError);
});

test('an empty file is an empty text', () => {
  expect(decodeText(new Uint8Array())).toBe('');
});
