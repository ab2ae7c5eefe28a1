import { HOUR_MS } from '@/lib/domain/core';

/** The last row of a page that one caller has read. */
export type ListPlace = { organizationId: string; caller: string; query: string; lastId: string };

export type ListPlaces = {
  note: (place: ListPlace, auditId: string) => void;
  auditOf: (place: ListPlace) => string | null;
};

/** How long a caller may wait before requesting the next page. */
const REMEMBERED_MS = HOUR_MS;
const MOST_PLACES = 10_000;

/**
 * Remembers which audit each page of "the latest audit" came from. The next page then uses the same audit
 * even if a later one has finished. Kept in memory for an hour.
 */
export function createListPlaces(now: () => Date): ListPlaces {
  const places = new Map<string, { auditId: string; untilMs: number }>();
  const nameOf = ({ organizationId, caller, query, lastId }: ListPlace) =>
    JSON.stringify([organizationId, caller, query, lastId]);
  return {
    note: (place, auditId) => {
      const name = nameOf(place);
      places.delete(name);
      places.set(name, { auditId, untilMs: now().getTime() + REMEMBERED_MS });
      const [oldest] = places.keys();
      if (places.size > MOST_PLACES && oldest !== undefined) places.delete(oldest);
    },
    auditOf: (place) => {
      const known = places.get(nameOf(place));
      return known !== undefined && known.untilMs > now().getTime() ? known.auditId : null;
    },
  };
}
