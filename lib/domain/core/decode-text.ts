/**
 * The text of a file that a person saved, in UTF-8 or, as Notepad's "Unicode", in UTF-16. A byte order
 * mark is dropped. *Errors*: a `TypeError` for bytes that are no text of that encoding.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
