import { AGE_BUCKETS, EXPIRY_BUCKETS, PLAN_AGES } from '@/lib/contract';
import { DAY_MS } from '@/lib/domain/core';
import { sql, type Column, type SQL } from 'drizzle-orm';

const [UNDER_90, FROM_90, FROM_180, FROM_365, UNKNOWN_AGE] = AGE_BUCKETS;

/** The age filter's bucket for a creation time. Days are rounded down, as in `daysBetween`. */
export function ageBucket(createdAt: Column, now: Date): SQL<(typeof AGE_BUCKETS)[number]> {
  const before = (days: number) => sql`${createdAt} > ${daysFrom(now, -days)}`;
  return sql`case when ${createdAt} is null or ${createdAt} > ${daysFrom(now, 1)} then ${UNKNOWN_AGE}
    when ${before(90)} then ${UNDER_90} when ${before(180)} then ${FROM_90}
    when ${before(365)} then ${FROM_180} else ${FROM_365} end`;
}

const [UNDER_7, FROM_7, PLAN_FROM_30, PLAN_FROM_90] = PLAN_AGES;

/** The bucket of a plan's age, for the filter of its list. */
export function planAgeBucket(createdAt: Column, now: Date): SQL {
  const before = (days: number) => sql`${createdAt} > ${daysFrom(now, -days)}`;
  return sql`case when ${before(7)} then ${UNDER_7} when ${before(30)} then ${FROM_7}
    when ${before(90)} then ${PLAN_FROM_30} else ${PLAN_FROM_90} end`;
}

const [EXPIRED, WITHIN_30, LATER, NEVER, UNKNOWN_EXPIRY] = EXPIRY_BUCKETS;

/** The expiration filter's bucket. */
export function expiryBucket(expiry: { kind: Column; at: Column }, now: Date): SQL {
  return sql`case when ${expiry.kind} = 'never' then ${NEVER}
    when ${expiry.kind} <> 'at' or ${expiry.at} is null then ${UNKNOWN_EXPIRY}
    when ${expiry.at} <= ${daysFrom(now, 0)} then ${EXPIRED}
    when ${expiry.at} < ${daysFrom(now, 31)} then ${WITHIN_30} else ${LATER} end`;
}

/** As text with a cast, because a bare parameter has no column to take its type from. */
function daysFrom(now: Date, days: number): SQL {
  return sql`${new Date(now.getTime() + days * DAY_MS).toISOString()}::timestamptz`;
}
