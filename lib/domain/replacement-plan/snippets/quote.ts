import { jsonString } from '../shell';
import { oneLine, wellFormed } from '../text';

/** A string literal of TypeScript. */
export const typescriptString = jsonString;

/** A string literal of Python: as JSON, but characters beyond U+FFFF have one escape, not two. */
export const pythonString = longEscapes;

/** A double-quoted scalar of YAML, which reads escapes as Python does. */
export const yamlString = longEscapes;

/** A plain key of YAML; quoted where YAML would take it for something else than text. */
export const yamlKey = (text: string): string =>
  /^(y|n|yes|no|true|false|on|off|null|_+)$/i.test(text) ? yamlString(text) : text;

/** A literal `$` for GitLab's and Compose's own expansion of variables. */
export const doubledDollars = (text: string): string => text.replaceAll('$', '$$$$');

/** The text for a field in which GitHub Actions evaluates expressions: an expression that gives it. */
export const githubLiteral = (text: string): string => text.replaceAll('${{', "${{ '${{' }}");

/** The text for a comment that ends with its line. */
export const comment = (text: string): string => oneLine(text, 100);

/** A name that Kubernetes, Compose and shells take: small letters, digits and `-`. */
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
