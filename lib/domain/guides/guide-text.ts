import { wordsOf } from '@/lib/domain/core';

/** A part of a guide: what stands under one heading, as plain text. */
export type GuideSection = {
  /** `null`: what stands before the first heading. */
  heading: string | null;
  /** A line for each paragraph and each block of code. */
  text: string;
};

/** The anchor of a heading on its guide's page. */
export function headingAnchor(heading: string): string {
  return wordsOf(heading).join('-');
}

/** A guide's MDX as plain text, heading by heading. */
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

/** Without tags, fences and marks of emphasis; links keep their words. */
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
