import type { Context } from '@/lib/features/context';
import { REPLACEMENTS_TABLE } from '@/lib/contract';
import { isoDay } from '@/lib/domain/core';
import { STAGES } from '@/lib/domain/replacement-plan';
import { schema } from '@/lib/platform/database';
import { rankOf, textOrder, type Listing } from '@/lib/platform/database/listing';
import { planAgeBucket } from '@/lib/platform/database/time-buckets';
import { eq, sql, type SQL } from '@/lib/platform/database/sql';

const { replacements } = schema;

export function replacementsListing(ctx: Context): Listing {
  return {
    schema: REPLACEMENTS_TABLE,
    id: replacements.id,
    table: replacements,
    scope: eq(replacements.organizationId, ctx.organization.id),
    filters: {
      stage: replacements.stage,
      age: planAgeBucket(replacements.createdAt, ctx.now()),
      overdue: sql`case when ${replacements.stage} <> 'done' and ${replacements.due} < ${isoDay(ctx.now())}::date then 'yes' else 'no' end`,
    },
    idFilters: { created_by: replacements.createdBy, updated_by: replacements.updatedBy },
    idListFilters: { holder: holderIds() },
    countedIds: ['created_by', 'holder'],
    search: [replacements.title, replacements.assignee],
    sorts: {
      updated_at: { by: replacements.updatedAt },
      created_at: { by: replacements.createdAt },
      title: { by: textOrder(replacements.title) },
      stage: { by: rankOf(replacements.stage, STAGES) },
      keys: { by: replacements.keysTotal },
      keys_gone: { by: replacements.keysGone },
      due: { by: replacements.due },
    },
  };
}

/** The plan's keys, one row each. A malformed plan has none. */
export function planKeys(): SQL {
  const keys = sql`${replacements.plan} -> 'keys'`;
  return sql`jsonb_array_elements(case jsonb_typeof(${keys}) when 'array' then ${keys} else '[]'::jsonb end)`;
}

/** The distinct ids of the keys' holders, sorted. */
function holderIds(): SQL {
  return sql`array(select distinct k ->> 'holder_id' from ${planKeys()} as k order by 1)`;
}
