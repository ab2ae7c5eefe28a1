/** The languages of the word lists. */
export const LANGUAGES = [
  ...(['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl'] as const),
  ...(['tr', 'sv', 'fi', 'ru', 'uk', 'ja', 'zh', 'ko'] as const),
] as const;

/** One idea and its words in every language. `half`: the words are hints that names rarely settle. */
export type Concept = {
  half: boolean;
  words: ReadonlyMap<string, readonly string[]>;
};

/** Reads lines such as "en: server, webserver; de: server". A concept has words in all `LANGUAGES`. */
export function concept(...lines: string[]): Concept {
  const words = new Map<string, readonly string[]>();
  for (const text of lines.join('; ').split('; ')) {
    const [language = '', list = ''] = text.split(': ');
    words.set(language, [...(words.get(language) ?? []), ...list.split(', ')]);
  }
  return { half: false, words };
}

/** A concept whose words count half. */
export function half(...lines: string[]): Concept {
  return { ...concept(...lines), half: true };
}

/** All words of some concepts, each once: some belong to two languages. */
export function wordsOfConcepts(concepts: Iterable<Concept>): readonly string[] {
  const words = [...concepts].flatMap((each) => [...each.words.values()].flat());
  return Object.freeze([...new Set(words)]);
}
