import type { Context } from '@/lib/features/context';
import { listApiKeys } from '@/lib/features/keys';
import type { KeyRow } from '@/lib/contract';
import type { Input } from './handle';

/**
 * `GET {org}/api-keys`: the keys in the body, and their audit in the headers. `Link` points to the
 * next page of the same audit.
 */
export async function sendApiKeys(
  ctx: Context,
  { query, page, search, headers, request, runtime }: Input<'listApiKeys'>,
): Promise<{ objects: KeyRow[] }> {
  const { audit, keys } = await listApiKeys(ctx, {
    auditId: search.get('audit_id'),
    query,
    ...page,
    places: runtime.listPlaces,
  });
  const last = keys.at(-1);
  if (last !== undefined && keys.length === page.limit) {
    headers.set('link', `<${nextPage(request, audit.id, last.id)}>; rel="next"`);
  }
  headers.set('x-audit-id', audit.id);
  if (audit.finished_at !== null) headers.set('x-audit-finished-at', audit.finished_at);
  headers.set('x-audit-status', audit.status);
  if (audit.reason !== null) headers.set('x-audit-reason', audit.reason);
  headers.set('x-audit-coverage', `${audit.members.audited}/${audit.members.total}`);
  return { objects: keys };
}

function nextPage(request: Request, auditId: string, lastId: string): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set('audit_id', auditId);
  searchParams.set('starting_after', lastId);
  return `${pathname}?${searchParams.toString()}`;
}
