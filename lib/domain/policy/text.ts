/** The rest of a longer name is ignored. Names with 2,000 characters exist. */
const LOOKED_AT_CHARS = 512;
const EVIDENCE_CHARS = 160;

const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
/** Between a letter or digit of a script with spaces and one without: "K8S集群". */
const SCRIPT_CHANGE =
  /(?<=[\p{Script=Latin}\p{Script=Cyrillic}\p{N}])(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])(?=[\p{Script=Latin}\p{Script=Cyrillic}])/gu;
const LATIN_ACCENTS = /[\u0300-\u036f]/g;
/** Letters without an accent to strip, in their common plain spelling. */
const SPELLED_OUT: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', æ: 'ae', ı: 'i' };
const PLAIN = /^[a-z0-9]+$/;
const ASCII = /^\p{ASCII}*$/u;
const LOWER_CASE = /^[a-z]+$/;

/** Removes differences of case, width, and accents, and spells letters such as "ß" plainly. */
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

/** Whether the text contains letters of a script that is written without spaces. */
export function hasCjk(text: string): boolean {
  return !ASCII.test(text) && CJK.test(text);
}

export type Words = {
  /** Split at case, digits, and punctuation: "GitHubActions2" → git hub actions 2. */
  parts: readonly string[];
  /** Split only at punctuation: "GitHubActions2" → githubactions2, "k8s" → k8s. */
  runs: readonly string[];
  /** All letters and digits, joined. */
  compact: string;
  /** Whether it contains letters of a script that is written without spaces. */
  cjk: boolean;
};

/** Splits a name into words at camelCase, kebab-case, snake_case, dots, slashes, and digits. */
export function wordsOf(name: string): Words {
  const text = name.slice(0, LOOKED_AT_CHARS);
  const words = ASCII.test(text) ? splitAscii(text) : splitAny(text.normalize('NFKC'));
  const { parts, runs } = words;
  const compact = parts.join('');
  return { parts, runs, compact, cjk: hasCjk(compact) };
}

/** The same result as `splitAny` for ASCII, but several times as fast. Most names are ASCII. */
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
  const runs = text.replace(SCRIPT_CHANGE, ' ').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
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
 * Makes foreign text safe to show as evidence: replaces control and direction characters with U+FFFD and cuts
 * long text.
 */
export function evidenceText(text: string, mostChars = EVIDENCE_CHARS): string {
  const cut = text.length > mostChars ? `${text.slice(0, mostChars)}…` : text;
  return cut.replace(
    /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    '\ufffd',
  );
}

/** Whether `bt setup` gave this name. Such a key is for one person's laptop, whatever the other words say. */
export function isBtSetupName(name: string): boolean {
  return /created[-_ ]by[-_ ]bt[-_ ]setup[-_ ]?\(?\p{N}*\)?$/iu.test(name.normalize('NFKC').trim());
}
