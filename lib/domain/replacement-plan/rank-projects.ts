import { wordsOf } from '@/lib/domain/core';

/** From here on a project is likely to be the one that a key was made for. */
export const LIKELY = 0.5;
/** More names say nothing new, and 1,000 keys times 10,000 projects would take seconds. */
const MOST_NAMES = 50;

/**
 * The projects, those first whose names are most like the keys' names, then by name and id.
 * `score`: 0 nothing in common, 1 the key's name holds all words of the project's.
 */
export function rankProjects<P extends { id: string; name: string }>(
  keyNames: readonly string[],
  projects: readonly P[],
): { project: P; score: number }[] {
  const keys = [...new Set(keyNames.map((name) => wordsOf(name).join(' ')))]
    .slice(0, MOST_NAMES)
    .map((name) => ({ words: new Set(name.split(' ')), pairs: pairsOf(name) }));
  return projects
    .map((project) => {
      const words = wordsOf(project.name);
      const pairs = pairsOf(words.join(' '));
      const scores = keys.map((key) => similarity(key, words, pairs));
      return { project, score: Math.max(0, ...scores) };
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        compareText(a.project.name, b.project.name) ||
        compareText(a.project.id, b.project.id),
    );
}

/** The share of the project's words that the key's name has, or else how alike the letters are. */
function similarity(
  key: { words: ReadonlySet<string>; pairs: ReadonlySet<string> },
  words: readonly string[],
  pairs: ReadonlySet<string>,
): number {
  if (words.length === 0) return 0;
  const share = words.filter((word) => key.words.has(word)).length / words.length;
  let common = 0;
  for (const pair of pairs) if (key.pairs.has(pair)) common += 1;
  const alike = pairs.size === 0 ? 0 : (2 * common) / (pairs.size + key.pairs.size);
  return Math.max(share, alike * 0.9);
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at += 1) pairs.add(text.slice(at, at + 2));
  return pairs;
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
