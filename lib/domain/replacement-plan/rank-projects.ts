import { wordsOf } from '@/lib/domain/core';

/** A project with this score or more is likely the one that the key was created for. */
export const LIKELY = 0.5;
/** More names add nothing, and 1,000 keys times 10,000 projects would take seconds. */
const MOST_NAMES = 50;

/**
 * Sorts projects by how similar their names are to the keys' names, then by name and id. `score`: 0 means
 * nothing in common; 1 means a key's name contains all words of the project's name.
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

/** The share of the project's words in the key's name, or the similarity of letters, whichever is higher. */
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
