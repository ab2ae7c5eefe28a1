import { schema } from '@/lib/platform/database';
import { getTableColumns, sql } from '@/lib/platform/database/sql';

const { audits } = schema;

/** Changes with every change of an audit's row, so with each evaluation. */
export const AUDIT_VERSION = sql<string>`${audits}.xmin::text`;

/**
 * The columns of an audit, and for a follow-up when the full audit finished that it goes back to, over any number
 * of follow-ups; `null` if that audit was deleted.
 */
export const AUDIT_COLUMNS = {
  ...getTableColumns(audits),
  allAuditedAt: sql`(
    with recursive line as (
      select p.id, p.parent_id, p.finished_at from audits p where p.id = audits.parent_id
      union
      select p.id, p.parent_id, p.finished_at from audits p join line on p.id = line.parent_id
    )
    select line.finished_at from line where line.parent_id is null
  )`.mapWith((at: string): Date | null => new Date(at)),
};
