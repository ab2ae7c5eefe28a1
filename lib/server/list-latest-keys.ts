import { getAudit, latestAudit } from '@/lib/audit';
import type { Context } from '@/lib/auth';
import type { Audit, KeyRow } from '@/lib/contract';
import { AppError } from '@/lib/core';
import { listKeys } from '@/lib/keys';
import type { Input } from './handle';
import type { ListPlace } from './list-places';

/**
 * The endpoint that Braintrust lacks: a page of the keys of the latest complete or partial audit.
 * The audit is in the headers. All pages of one list come from the audit of its first page, even if
 * a newer one finishes meanwhile: the `Link` header names it, and `starting_after` alone finds it.
 * *Errors*: `no-audit`, `bad-request`; `not-found` for an `audit_id` that was deleted.
 */
export async function listLatestKeys(
  ctx: Context,
  { query, page, search, headers, request, runtime }: Input<'listApiKeys'>,
): Promise<{ objects: KeyRow[] }> {
  const placeAt = (lastId: string): ListPlace => ({
    organizationId: ctx.organization.id,
    caller: `${ctx.actor.kind} ${ctx.actor.label}`,
    query: JSON.stringify(query),
    lastId,
  });
  const pinned =
    search.get('audit_id') ??
    (page.startingAfter === null ? null : runtime.listPlaces.auditOf(placeAt(page.startingAfter)));
  const audit = pinned === null ? await latestAudit(ctx) : await pinnedAudit(ctx, pinned);
  const objects = await listKeys(ctx, { auditId: audit.id, query, ...page });

  const last = objects.at(-1);
  if (last !== undefined) runtime.listPlaces.note(placeAt(last.id), audit.id);
  if (last !== undefined && objects.length === page.limit) {
    headers.set('link', `<${nextPage(request, audit.id, last.id)}>; rel="next"`);
  }
  headers.set('x-audit-id', audit.id);
  if (audit.finished_at !== null) headers.set('x-audit-finished-at', audit.finished_at);
  headers.set('x-audit-status', audit.status);
  if (audit.reason !== null) headers.set('x-audit-reason', audit.reason);
  headers.set('x-audit-coverage', `${audit.members.audited}/${audit.members.total}`);
  return { objects };
}

async function pinnedAudit(ctx: Context, auditId: string): Promise<Audit> {
  const audit = await getAudit(ctx, { auditId });
  if (audit.status === 'complete' || audit.status === 'partial') return audit;
  throw new AppError('bad-request', `That audit is ${audit.status}: it has no result to list.`);
}

function nextPage(request: Request, auditId: string, lastId: string): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set('audit_id', auditId);
  searchParams.set('starting_after', lastId);
  return `${pathname}?${searchParams.toString()}`;
}
