import { wellFormed } from './text';

/** The text as one word of a POSIX shell, whatever is in it. NUL, which no word can hold, is dropped. */
export function shellQuote(text: string): string {
  const clean = wellFormed(text).replaceAll('\0', '');
  return /^[\w\-./:@%+,]+$/.test(clean) ? clean : `'${inQuotes(clean)}'`;
}

/** A variable of the shell as a value in a JSON body. It holds an id, which needs no escaping. */
export class ShellVariable {
  constructor(readonly name: string) {}
}

/** What `shellJson` can write. */
export type ShellJson =
  string | ShellVariable | readonly ShellJson[] | { readonly [key: string]: ShellJson };

/**
 * A JSON text as one word of a shell, its variables put in by the shell. Characters that a terminal
 * does not show, or takes for orders, are escaped.
 */
export function shellJson(value: ShellJson): string {
  return `'${write(value, '')}'`;
}

/** JSON for the inside of single quotes. */
function write(value: ShellJson, indent: string): string {
  if (typeof value === 'string') return inQuotes(jsonString(value));
  if (value instanceof ShellVariable) return `"'"$${value.name}"'"`;
  const deeper = `${indent}  `;
  const parts = isList(value)
    ? value.map((item) => write(item, deeper))
    : Object.entries(value).map(
        ([key, item]) => `${inQuotes(jsonString(key))}: ${write(item, deeper)}`,
      );
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  return `${open}\n${deeper}${parts.join(`,\n${deeper}`)}\n${indent}${close}`;
}

const isList = (value: ShellJson): value is readonly ShellJson[] => Array.isArray(value);

const inQuotes = (text: string) => text.replaceAll("'", String.raw`'\''`);

/** A JSON string without a character that cannot be seen. */
export function jsonString(text: string): string {
  return JSON.stringify(wellFormed(text)).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
