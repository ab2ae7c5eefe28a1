import { HOUR_MS } from '@/lib/domain/core';

/** A page ends at one row of one caller's list. */
export type ListPlace = { organizationId: string; caller: string; query: string; lastId: string };

/** Remembers the audit of each page. */
export type ListPlaces = {
  note: (place: ListPlace, auditId: string) => void;
  auditOf: (place: ListPlace) => string | null;
};

/** So long a caller may take for the next page. */
const REMEMBERED_MS = HOUR_MS;
const MOST_PLACES = 10_000;

/**
 * Remembers which audit each page of "the latest audit" came from, so that the next page comes from
 * the same audit although a newer one has finished. It is kept in memory, for an hour.
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
