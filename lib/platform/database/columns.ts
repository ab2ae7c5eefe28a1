import { timestamp } from 'drizzle-orm/pg-core';

/** A timestamp column with millisecond precision. */
export const at = (name: string) =>
  timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
