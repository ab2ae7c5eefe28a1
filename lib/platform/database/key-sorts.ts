import { ACCESS_LEVELS, KEY_STATES, SEVERITIES, USED_BY, VERDICTS } from '@/lib/domain/core';
import { sql, type SQL } from 'drizzle-orm';
import {
  index,
  type ExtraConfigColumn,
  type IndexBuilder,
  type PgColumn,
} from 'drizzle-orm/pg-core';
import { rankOf, textOrder, type Sort } from './listing';

type Columns<Column> = Record<
  | ('auditId' | 'keyId' | 'name' | 'holderEmail' | 'holderGivenName' | 'holderFamilyName')
  | ('createdAt' | 'expiresAt' | 'firstSeenAt' | 'state')
  | ('verdict' | 'severity' | 'usedBy' | 'access' | 'projectsReached' | 'priority'),
  Column
>;

/** Unknown access sorts last, like every null. */
const KNOWN_ACCESS = ACCESS_LEVELS.filter((level) => level !== 'unknown');

/** An entry of an index holds 2,704 bytes, and a name or email may be longer. *Units*: characters. */
const SORTED_CHARS = 200;

/** How each sort of the keys table orders them. The riskiest of equal keys comes first. */
export function keySorts(keys: Columns<PgColumn>) {
  const holder = sql`coalesce(${keys.holderEmail}, ${holderName(keys)})`;
  const start = (text: SQL | PgColumn) => sql`left(${text}, ${sql.raw(String(SORTED_CHARS))})`;
  return {
    priority: { by: keys.priority, ties: [], natural: 'asc' },
    severity: { by: rankOf(keys.severity, SEVERITIES), flipped: true, natural: 'asc' },
    verdict: { by: rankOf(keys.verdict, VERDICTS), flipped: true, natural: 'asc' },
    name: { by: textOrder(start(keys.name)), natural: 'asc' },
    holder: { by: textOrder(start(holder)), natural: 'asc' },
    used_by: { by: rankOf(keys.usedBy, USED_BY), natural: 'asc' },
    access: { by: rankOf(keys.access, KNOWN_ACCESS), flipped: true, natural: 'asc' },
    projects_reached: { by: keys.projectsReached, natural: 'desc' },
    created: { by: keys.createdAt, natural: 'asc' },
    expires_at: { by: keys.expiresAt, natural: 'asc' },
    first_seen_at: { by: keys.firstSeenAt, natural: 'desc' },
    state: { by: rankOf(keys.state, KEY_STATES), natural: 'asc' },
  } satisfies Record<string, Sort>;
}

/** `null` if neither part is known. Without `concat_ws`, which no index may contain. */
export function holderName(keys: Columns<PgColumn>): SQL {
  const { holderGivenName: given, holderFamilyName: family } = keys;
  return sql`nullif(case when ${given} is null then ${family} when ${family} is null then ${given} else ${given} || ' ' || ${family} end, '')`;
}

/** Keys without a priority come last. */
export const keyTies = (keys: Pick<Columns<PgColumn>, 'priority'>): [SQL] => [
  sql`coalesce(${keys.priority}, 2147483647)`,
];

/**
 * Whether a key has its place in the indexes below: it was evaluated, or it is known from an earlier audit only.
 * The indexes leave out the other keys, because a running audit would have to write each entry twice. So a query that
 * is to use them asks for this, which is true for every key of an evaluated audit.
 */
export const isSorted = (keys: Columns<PgColumn>): SQL =>
  sql`(${keys.verdict} is not null or ${keys.state} <> 'seen')`;

/**
 * An index for each sort, from the sort's own expressions, because PostgreSQL compares expressions literally.
 * Priorities need the id, because keys that weren't seen have none.
 */
export function keySortIndexes(keys: Columns<ExtraConfigColumn>): IndexBuilder[] {
  return Object.entries<Sort>(keySorts(keys)).map(([name, { by, natural, ties }]) =>
    index(`audit_keys_sorted_by_${name}`)
      .on(
        keys.auditId,
        natural === 'desc' ? sql`${by} desc` : sql`${by}`,
        ...(ties === undefined ? keyTies(keys) : [sql`${keys.keyId}`]),
      )
      .where(isSorted(keys)),
  );
}
