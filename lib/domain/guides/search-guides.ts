import type { GuideSection } from './guide-text';
import { GUIDES, type GuideSlug } from './guides';
import { wordsOf } from '@/lib/domain/core';

export type GuideHit = {
  guide: (typeof GUIDES)[number];
  /** The section with most of the words that title and summary lack. `null`: no section has any. */
  section: { heading: string | null; sentence: string } | null;
};

/** Longer sentences are cut. *Units*: characters. */
const SENTENCE_CHARS = 200;

/**
 * Returns the guides in which every word of the query begins a word. An empty query returns all.
 *
 * Guides with all words in the title come first. Then summary and keywords, then the names of rules and
 * verdicts, then one section, then the guide as a whole. Ties keep the order of the guides.
 */
export function searchGuides(
  query: string,
  texts: Readonly<Record<GuideSlug, readonly GuideSection[]>>,
): GuideHit[] {
  const wanted = wordsOf(query);
  return GUIDES.flatMap((guide) => {
    const found = findIn(guide, wanted, texts[guide.slug]);
    return found === null ? [] : [found];
  })
    .sort((one, other) => one.rank - other.rank)
    .map(({ guide, section }) => ({ guide, section }));
}

function findIn(
  guide: (typeof GUIDES)[number],
  wanted: readonly string[],
  sections: readonly GuideSection[],
): (GuideHit & { rank: number }) | null {
  const { title, summary, words, plan, rules, verdicts } = guide;
  const whole = sections.map(({ heading, text }) => `${heading ?? ''} ${text}`);
  const shown = `${title} ${summary}`;
  const about = `${shown} ${words}`;
  const front = [about, plan ?? '', ...rules, ...verdicts].join(' ');
  const unseen = missing(wanted, shown);
  const best = leastMissing(whole, unseen);
  const rank = [title, about, front, whole[best] ?? '', [front, ...whole].join(' ')].findIndex(
    (text) => missing(wanted, text).length === 0,
  );
  if (rank === -1) return null;
  const section = sections[best];
  const says = missing(unseen, whole[best] ?? '').length < unseen.length;
  if (section === undefined || !says) return { guide, section: null, rank };
  const sentence = sentenceWith(section.text, unseen);
  return { guide, section: { heading: section.heading, sentence }, rank };
}

/** The words that no word of the text begins with. */
function missing(wanted: readonly string[], text: string): string[] {
  const known = wordsOf(text);
  return wanted.filter((word) => !known.some((other) => other.startsWith(word)));
}

/** The index of the text that has most of the words; the first one if several do. */
function leastMissing(texts: readonly string[], wanted: readonly string[]): number {
  const counts = texts.map((text) => missing(wanted, text).length);
  return Math.max(0, counts.indexOf(Math.min(...counts)));
}

function sentenceWith(text: string, wanted: readonly string[]): string {
  const sentences = text.split(/(?<=[.?!:])\s+|\n/);
  const sentence = sentences[leastMissing(sentences, wanted)] ?? '';
  return sentence.length <= SENTENCE_CHARS
    ? sentence
    : `${sentence.slice(0, SENTENCE_CHARS - 1).trimEnd()}…`;
}
