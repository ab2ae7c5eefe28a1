import type { Context } from '@/lib/features/context';
import { EXCEPTIONS_TABLE, type ExceptionRow } from '@/lib/contract';
import {
  DAY_MS,
  EXCEPTION_ENDING_DAYS,
  RULE_IDS,
  SUBJECT_TYPES,
  type ExceptionState,
  type RuleId,
  type SubjectType,
} from '@/lib/domain/core';
import { RULES } from '@/lib/domain/policy';
import { schema } from '@/lib/platform/database';
import { rankOf, textOrder, type Listing } from '@/lib/platform/database/listing';
import { and, eq, inArray, or, sql, type SQL } from '@/lib/platform/database/sql';

const { exceptions } = schema;

export type StoredException = typeof exceptions.$inferSelect;

/** The exceptions of the caller's organization. Without a state filter, it leaves out withdrawn ones. */
export function exceptionsListing(ctx: Context): Listing {
  return {
    schema: EXCEPTIONS_TABLE,
    id: exceptions.id,
    table: exceptions,
    scope: eq(exceptions.organizationId, ctx.organization.id),
    filters: { state: stateSql(ctx.now()), rule: exceptions.rule, scope: exceptions.scope },
    idFilters: { subject_id: exceptions.subjectId },
    defaults: { state: ['active', 'ending', 'ended'] satisfies ExceptionState[] },
    search: [exceptions.subjectName, exceptions.reason, exceptions.author],
    sorts: {
      until: { by: exceptions.until },
      created_at: { by: exceptions.createdAt },
      rule: { by: rankOf(exceptions.rule, RULE_IDS) },
      subject_name: { by: textOrder(exceptions.subjectName) },
    },
  };
}

/** A rule may have flagged keys in an earlier version and flag members now. */
const SUBJECT_OF = new Map<RuleId, SubjectType>(RULES.map(({ id, subject }) => [id, subject]));

/** Whether an exception covers what its rule flags. Must match `can_apply` of `toWireException`. */
export function canApplySql(): SQL<boolean> {
  const { scope, subjectType, rule } = exceptions;
  const bySubject = SUBJECT_TYPES.map((type) => {
    const flagging = RULES.filter(({ subject }) => subject === type).map(({ id }) => id);
    return and(eq(subjectType, type), inArray(rule, flagging));
  });
  return sql<boolean>`(${or(eq(scope, 'holder'), ...bySubject)})`;
}

/** Converts an exception for the API, with its state at `now`. */
export function toWireException(row: StoredException, now: Date): ExceptionRow {
  return {
    id: row.id,
    rule: row.rule,
    scope: row.scope,
    subject_type: row.subjectType,
    subject_id: row.subjectId,
    subject_name: row.subjectName,
    reason: row.reason,
    until: row.until.toISOString(),
    state: stateOf(row, now),
    can_apply: row.scope === 'holder' || row.subjectType === SUBJECT_OF.get(row.rule),
    author: row.author,
    created_at: row.createdAt.toISOString(),
    withdrawn_at: row.withdrawnAt?.toISOString() ?? null,
    withdrawn_by: row.withdrawnBy,
  };
}

/** Must match `stateSql`. An exception is in force before `until` and has ended from then on. */
function stateOf(row: StoredException, now: Date): ExceptionState {
  if (row.withdrawnAt !== null) return 'withdrawn';
  if (row.until <= now) return 'ended';
  return row.until <= endingBy(now) ? 'ending' : 'active';
}

function stateSql(now: Date): SQL {
  const at = (date: Date) => sql`${date.toISOString()}::timestamptz`;
  return sql`case when ${exceptions.withdrawnAt} is not null then 'withdrawn'
    when ${exceptions.until} <= ${at(now)} then 'ended'
    when ${exceptions.until} <= ${at(endingBy(now))} then 'ending'
    else 'active' end`;
}

const endingBy = (now: Date): Date => new Date(now.getTime() + EXCEPTION_ENDING_DAYS * DAY_MS);
