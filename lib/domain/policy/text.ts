/** Words beyond this many characters of a name are not looked at: names of 2,000 exist. */
const LOOKED_AT_CHARS = 512;
const EVIDENCE_CHARS = 160;

const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const LATIN_ACCENTS = /[\u0300-\u036f]/g;
/** Letters that carry no accent to strip, in the spelling people use without them. */
const SPELLED_OUT: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', æ: 'ae', ı: 'i' };
const PLAIN = /^[a-z0-9]+$/;
const ASCII = /^\p{ASCII}*$/u;
const LOWER_CASE = /^[a-z]+$/;

/** What people may have written in one way or another, written in one way: no case, no accents. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(LATIN_ACCENTS, '')
    .normalize('NFC')
    .replace(/[ßłøæı]/g, (letter) => SPELLED_OUT[letter] ?? letter);
}

/** True where the text holds letters of a script that is written without spaces. */
export function hasCjk(text: string): boolean {
  return !ASCII.test(text) && CJK.test(text);
}

/** A name taken apart into its words. */
export type Words = {
  /** Smallest parts, split at case, digits and signs: "GitHubActions2" → git hub actions 2. */
  parts: readonly string[];
  /** Runs of letters and digits as written: "GitHubActions2" → githubactions2, "k8s" → k8s. */
  runs: readonly string[];
  /** All letters and digits without anything between them. */
  compact: string;
  /** True where some letters are of a script without spaces. */
  cjk: boolean;
};

/** The words of a name: camelCase, kebab-case, snake_case, dots, slashes and digits all split. */
export function wordsOf(name: string): Words {
  const text = name.slice(0, LOOKED_AT_CHARS);
  const words = ASCII.test(text) ? splitAscii(text) : splitAny(text.normalize('NFKC'));
  const { parts, runs } = words;
  const compact = parts.join('');
  return { parts, runs, compact, cjk: hasCjk(compact) };
}

/** Most names: the same as `splitAny`, several times as fast. */
function splitAscii(text: string): Pick<Words, 'parts' | 'runs'> {
  const runs: string[] = [];
  const parts: string[] = [];
  for (const run of text.match(/[A-Za-z0-9]+/g) ?? []) {
    const folded = run.toLowerCase();
    runs.push(folded);
    if (LOWER_CASE.test(run)) parts.push(folded);
    else {
      const found = run.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) ?? [];
      for (const part of found) parts.push(part.toLowerCase());
    }
  }
  return { parts, runs };
}

function splitAny(text: string): Pick<Words, 'parts' | 'runs'> {
  const runs = text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const parts = runs.flatMap(
    (run) =>
      run
        .replace(/(\p{Ll}\p{M}*)(\p{Lu})/gu, '$1 $2')
        .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
        .match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [],
  );
  return { parts: parts.map(fold), runs: runs.map(fold) };
}

/**
 * Text of others made fit to be shown as evidence: control and direction characters become U+FFFD,
 * and what is long is cut.
 */
export function evidenceText(text: string, mostChars = EVIDENCE_CHARS): string {
  const cut = text.length > mostChars ? `${text.slice(0, mostChars)}…` : text;
  return cut.replace(
    /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    '\ufffd',
  );
}

/** A name that `bt setup` gave: a key for one person's laptop, whatever else its words say. */
export function isBtSetupName(name: string): boolean {
  return /created[-_ ]by[-_ ]bt[-_ ]setup[-_ ]?\(?\p{N}*\)?$/iu.test(name.normalize('NFKC').trim());
}
