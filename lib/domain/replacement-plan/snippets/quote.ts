import { jsonString } from '../shell';
import { oneLine, wellFormed } from '../text';

export const typescriptString = jsonString;

/** A Python string literal: like JSON, but characters beyond U+FFFF have one escape, not two. */
export const pythonString = longEscapes;

/** A double-quoted YAML scalar. YAML reads escapes as Python does. */
export const yamlString = longEscapes;

/** A YAML key, quoted if YAML would not read it as text. */
export const yamlKey = (text: string): string =>
  /^(y|n|yes|no|true|false|on|off|null|_+)$/i.test(text) ? yamlString(text) : text;

/** Doubles each `$`, so that GitLab and Compose don't expand variables. */
export const doubledDollars = (text: string): string => text.replaceAll('$', '$$$$');

/** Text for a field in which GitHub Actions evaluates expressions: escapes `${{`. */
export const githubLiteral = (text: string): string => text.replaceAll('${{', "${{ '${{' }}");

/** Text for a one-line comment. */
export const comment = (text: string): string => oneLine(text, 100);

/** A name that Kubernetes, Compose, and shells accept: lower-case letters, digits, and `-`. */
export function plainName(text: string, otherwise: string): string {
  const name = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? otherwise : name;
}

function longEscapes(text: string): string {
  const escaped = Array.from(wellFormed(text)).map((character) => {
    if (!/[\p{C}\p{Zl}\p{Zp}]/u.test(character)) return JSON.stringify(character).slice(1, -1);
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  });
  return `"${escaped.join('')}"`;
}
