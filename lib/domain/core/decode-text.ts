/**
 * Decodes a text file that a person saved: UTF-8, or UTF-16 as Notepad's "Unicode" writes it. Drops a byte
 * order mark. *Errors*: a `TypeError` if the bytes are invalid in that encoding.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
