import type { PathStep, Power } from './types';

/** Names for the ends of a path; whose they are stands beside it. */
export type PathEnds = { holder?: string; object?: string };

/**
 * The way power comes to a holder, in words: "Platform leads → Owners → role Owner → organization".
 * With `holder` it begins with them; `object` is the name of a project or whatever it is on (its id
 * where it is not given). Names that could be taken for something else are quoted, control
 * characters in them shown as such.
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
  return `${plain(type)} ${plain(name === undefined || name.trim() === '' ? id : name)}`;
}

/** Line breaks, and what turns or hides the text after it. */
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
