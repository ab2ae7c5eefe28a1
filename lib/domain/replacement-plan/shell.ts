import { wellFormed } from './text';

/** Quotes any text as one word of a POSIX shell. Drops NUL, which no word can contain. */
export function shellQuote(text: string): string {
  const clean = wellFormed(text).replaceAll('\0', '');
  return /^[\w\-./:@%+,]+$/.test(clean) ? clean : `'${inQuotes(clean)}'`;
}

/** A shell variable as a value in a JSON body. It holds an id, so it isn't escaped. */
export class ShellVariable {
  constructor(readonly name: string) {}
}

export type ShellJson =
  string | ShellVariable | readonly ShellJson[] | { readonly [key: string]: ShellJson };

/**
 * Writes JSON as one word of a shell, with variables for the shell to replace. Escapes characters that a
 * terminal hides or interprets.
 */
export function shellJson(value: ShellJson): string {
  return `'${write(value, '')}'`;
}

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

/** A JSON string with invisible characters escaped. */
export function jsonString(text: string): string {
  return JSON.stringify(wellFormed(text)).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
