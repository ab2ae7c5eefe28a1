import { objectTypeWord } from '@/lib/domain/core';
import type { PathStep, Power } from './types';

/** Names for the two ends of a path. */
export type PathEnds = { holder?: string; object?: string };

/**
 * Describes a grant path: "Platform leads → Owners → role Owner → organization". `holder` goes first if
 * given. `object` is the name of the granted object; without it, its id is shown.
 *
 * Ambiguous names are quoted. Invisible characters in names are written as escapes.
 */
export function pathText({ path, on }: Pick<Power, 'path' | 'on'>, ends: PathEnds = {}): string {
  const start = ends.holder === undefined ? [] : [plain(ends.holder)];
  return [...start, ...path.map(stepText), objectText(on, ends.object)].join(ARROW);
}

const ARROW = ' → ';

function stepText({ kind, id, name }: PathStep): string {
  const shown = name.trim() === '' ? id : name;
  return kind === 'role' ? `role ${plain(shown)}` : plain(shown);
}

function objectText({ type, id }: Power['on'], name: string | undefined): string {
  if (type === 'organization') return 'organization';
  if (type === 'org_project') return 'every project';
  return `${plain(objectTypeWord(type))} ${plain(name === undefined || name.trim() === '' ? id : name)}`;
}

/** Line breaks, and characters that hide text or reverse its direction. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const AMBIGUOUS = /→|^role |^\s|\s$|[“”]/u;
const MOST_CHARACTERS = 80;

function plain(name: string): string {
  const seen = name.replace(UNSEEN, (hidden) => {
    return `\\u{${(hidden.codePointAt(0) ?? 0).toString(16)}}`;
  });
  const characters = Array.from(seen);
  const short =
    characters.length > MOST_CHARACTERS
      ? `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`
      : seen;
  return AMBIGUOUS.test(short) ? `“${short.replaceAll(/[“”]/g, '"')}”` : short;
}
