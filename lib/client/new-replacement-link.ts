/** Ids go into the query of the URL up to here; servers take URLs of a few thousand characters. */
const MOST_IN_QUERY = 100;

/** Where a replacement of these keys is begun. Many ids go behind `#`, which no server sees. */
export function newReplacementLink(keyIds: readonly string[]): string {
  const ids = keyIds.map(encodeURIComponent).join(',');
  return `/replacements/new${keyIds.length > MOST_IN_QUERY ? '#keys=' : '?key='}${ids}`;
}

/** The ids that such a link names, each once. */
export function keyIdsOf(query: string | null, hash: string): string[] {
  const inHash = /^#keys=(.*)$/.exec(hash)?.[1] ?? '';
  const ids = [...(query ?? '').split(','), ...inHash.split(',').map(decoded)];
  return [...new Set(ids.filter(Boolean))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not ours, then: taken as it stands, no key has such an id.
    return text;
  }
}
