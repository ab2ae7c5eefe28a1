import type { Context } from '@/lib/features/context';
import type { ChangeRow, Changes } from '@/lib/contract';
import { AppError, CHANGE_KINDS, keyId, type ChangeKind } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import type { Page } from '@/lib/platform/database/listing-pages';
import { and, inArray, sql, type SQL } from '@/lib/platform/database/sql';
import { differences } from '../run/new-and-gone-keys';
import { toKey } from '../run/stored-key';
import { filled, type AuditRow } from './to-wire';

const { auditKeys } = schema;

/**
 * Compares the keys of an audit with those of an earlier one, in the same order as stored changes. A key that
 * the audit couldn't check isn't compared.
 * *Errors*: `bad-request` if `before` has no result, or for an unknown `startingAfter`.
 */
export async function compareAudits(
  ctx: Context,
  audit: AuditRow,
  before: AuditRow,
  page: Page,
): Promise<Changes> {
  if (before.status !== 'complete' && before.status !== 'partial') {
    throw new AppError('bad-request', '“since” must be a complete or partial audit.');
  }
  const changes = changesBetween(audit, before);
  const counts = await countChanges(ctx, changes);
  const found = await readPage(ctx, changes, page);
  return { objects: await readRows(ctx, audit, before, found), counts };
}

/** The id, name and kind of each changed key. */
function changesBetween(audit: AuditRow, before: AuditRow): SQL {
  return sql`(
    select * from (
      select coalesce(a.key_id, b.key_id) as key_id, coalesce(a.name, b.name) as name,
        case
          when a.state = 'seen' and b.key_id is null then 'new'
          when b.key_id is not null and coalesce(a.state, 'gone') = 'gone' then 'gone'
          when a.state = 'seen' and (a.name, a.preview, a.holder_id, a.created_at, a.expiry_kind,
            a.expires_at, a.bound_organization_id) is distinct from (b.name, b.preview, b.holder_id,
            b.created_at, b.expiry_kind, b.expires_at, b.bound_organization_id) then 'changed'
        end as kind
      from (select * from audit_keys where audit_id = ${audit.id}::uuid) a
      full join (
        select * from audit_keys where audit_id = ${before.id}::uuid and state <> 'gone'
      ) b on b.key_id = a.key_id
    ) compared where kind is not null
  )`;
}

async function countChanges(ctx: Context, changes: SQL): Promise<Record<ChangeKind, number>> {
  const { rows } = await ctx.store.db.execute<{ kind: ChangeKind; count: number }>(
    sql`select kind, count(*)::int as count from ${changes} c group by kind`,
  );
  return filled(CHANGE_KINDS, Object.fromEntries(rows.map(({ kind, count }) => [kind, count])));
}

type Found = { key_id: string; kind: ChangeKind };

async function readPage(
  ctx: Context,
  changes: SQL,
  { limit, startingAfter }: Page,
): Promise<Found[]> {
  const rank = sql`array_position(${sql.param([...CHANGE_KINDS])}::text[], kind)`;
  const { rows } = await ctx.store.db.execute<Found & { place: number; start: number | null }>(sql`
    with ordered as (
      select key_id, kind,
        row_number() over (order by ${rank}, lower(name) collate "C", key_id)::int as place
      from ${changes} c
    ), start as (
      select max(place) as place from ordered where key_id = ${startingAfter ?? ''}
    )
    select o.key_id, o.kind, o.place, s.place as start from ordered o, start s
    where o.place > coalesce(s.place, 0) order by o.place limit ${limit}`);
  if (startingAfter !== null && rows.some(({ start }) => start === null)) {
    throw new AppError('bad-request', 'The key in “starting_after” isn’t one of the changes.');
  }
  return rows;
}

/** The changed keys with their holder and what differs. A gone key is shown as it was. */
async function readRows(
  ctx: Context,
  audit: AuditRow,
  before: AuditRow,
  found: readonly Found[],
): Promise<ChangeRow[]> {
  const rows = await ctx.store.db
    .select()
    .from(auditKeys)
    .where(
      and(
        inArray(auditKeys.auditId, [audit.id, before.id]),
        inArray(
          auditKeys.keyId,
          found.map(({ key_id }) => keyId(key_id)),
        ),
      ),
    );
  const of = (wanted: AuditRow) =>
    new Map<string, (typeof rows)[number]>(
      rows.filter((row) => row.auditId === wanted.id).map((row) => [row.keyId, row]),
    );
  const [now, then] = [of(audit), of(before)];
  return found.flatMap(({ key_id, kind }): ChangeRow[] => {
    const [row, old] = [now.get(key_id), then.get(key_id)];
    const shown = kind === 'gone' ? old : row;
    if (shown === undefined) return [];
    const isChanged = kind === 'changed' && row !== undefined && old !== undefined;
    return [
      {
        key_id,
        kind,
        name: shown.name,
        preview_name: shown.preview,
        user_id: shown.holderId,
        user_email: shown.holderEmail,
        fields: isChanged ? [...differences(toKey(old), toKey(row))] : [],
      },
    ];
  });
}
