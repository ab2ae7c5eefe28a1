/** The most ids in the query part of the URL, because servers limit URLs to a few thousand characters. */
const MOST_IN_QUERY = 100;

/** The page to plan a replacement of these keys. Many ids go behind `#`, which servers don't receive. */
export function newReplacementLink(keyIds: readonly string[]): string {
  const ids = keyIds.map(encodeURIComponent).join(',');
  return `/replacements/new${keyIds.length > MOST_IN_QUERY ? '#keys=' : '?key='}${ids}`;
}

/** The key ids in such a link, without duplicates. */
export function keyIdsOf(query: string | null, hash: string): string[] {
  const inHash = /^#keys=(.*)$/.exec(hash)?.[1] ?? '';
  const ids = [...(query ?? '').split(','), ...inHash.split(',').map(decoded)];
  return [...new Set(ids.filter(Boolean))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // We didn't write this link. Return the text unchanged: no key has such an id.
    return text;
  }
}
