/**
 * The parts of Drizzle that verbs build their queries of. The store is the vendor's one home;
 * other rooms take these from here.
 */
export {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  or,
  sql,
  sum,
} from 'drizzle-orm';
export type { SQL } from 'drizzle-orm';
