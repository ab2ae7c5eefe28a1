import { latestAudit } from '@/lib/audit';
import type { Context } from '@/lib/auth';
import type { KeyRow } from '@/lib/contract';
import { listKeys } from '@/lib/keys';
import type { Input } from './handle';

/**
 * The endpoint that Braintrust lacks: the keys of the newest complete or partial audit, with which
 * audit that was in the headers.
 * *Errors*: `no-audit`, `bad-request`.
 */
export async function listLatestKeys(
  ctx: Context,
  { query, page, headers }: Input<'listApiKeys'>,
): Promise<{ objects: KeyRow[] }> {
  const audit = await latestAudit(ctx);
  const objects = await listKeys(ctx, { auditId: audit.id, query, ...page });
  headers.set('x-audit-id', audit.id);
  if (audit.finished_at !== null) headers.set('x-audit-finished-at', audit.finished_at);
  headers.set('x-audit-status', audit.status);
  if (audit.reason !== null) headers.set('x-audit-reason', audit.reason);
  headers.set('x-audit-coverage', `${audit.members.audited}/${audit.members.total}`);
  return { objects };
}
