import { wordsOf } from '@/lib/domain/core';

/** One heading of a guide and the text below it, as plain text. */
export type GuideSection = {
  /** `null`: the text before the first heading. */
  heading: string | null;
  /** One line for each paragraph and each code block. */
  text: string;
};

export function headingAnchor(heading: string): string {
  return wordsOf(heading).join('-');
}

/** Converts a guide's MDX to plain text, heading by heading. */
export function guideSections(mdx: string): GuideSection[] {
  const sections = mdx
    .replaceAll(/<\/?(?:Steps|DecisionTree)[^>]*>|<\/(?:Step|Question)>/g, '')
    .replaceAll(/<(?:Step|Question)\b([^>]*)>/g, (_, attributes: string) => {
      const [heading, answer] = ['title', 'credential'].map(
        (name) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '',
      );
      return `\n## ${heading ?? ''}\n${answer ? `${answer}. ` : ''}`;
    })
    .split(/^## /m);
  return sections
    .map((section, index) => {
      const [first = '', ...rest] = section.split('\n');
      return index === 0
        ? { heading: null, text: plainText(section) }
        : { heading: plainText(first), text: plainText(rest.join('\n')) };
    })
    .filter(({ heading, text }) => heading !== null || text !== '');
}

/** Removes tags, code fences, and emphasis. Links keep their text. */
function plainText(mdx: string): string {
  return mdx
    .replaceAll(/^```.*$/gm, '\n')
    .replaceAll(/<\/?[A-Z]\w*[^>]*>/g, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*|`|\b_|_\b|^- /gm, '')
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
    .join('\n');
}
