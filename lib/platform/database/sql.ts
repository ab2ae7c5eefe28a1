/** The parts of Drizzle that verbs use. Only this folder may import Drizzle itself. */
export {
  and,
  asc,
  count,
  countDistinct,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  min,
  ne,
  or,
  sql,
  sum,
} from 'drizzle-orm';
export type { SQL } from 'drizzle-orm';
