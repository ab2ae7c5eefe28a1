import { recordActivity } from '@/lib/features/activity';
import { requireFreshProof, type Context } from '@/lib/features/context';
import { AppError } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq, inArray } from '@/lib/platform/database/sql';
import { deleteAudits } from './delete-audits';
import { lockOrganization } from './lock-organization';

/**
 * Deletes everything that Latchkey stores about the caller's organization: audits, members, keys, findings,
 * owners' decisions, plans, and sessions. The activity log, including this deletion, stays readable for 30
 * days; then `dropDeletedActivity` removes it.
 *
 * A running audit must be canceled first, so that its worker doesn't lose its rows.
 * *Errors*: those of `requireFreshProof`; `bad-request` if the typed name differs; `audit-running`, with the
 * audit's id.
 */
export async function deleteOrganizationData(
  ctx: Context,
  input: { organizationName: string },
): Promise<void> {
  if (input.organizationName !== ctx.organization.name) {
    throw new AppError(
      'bad-request',
      `The name doesn’t match, so nothing was deleted. Type “${ctx.organization.name}” exactly as shown.`,
    );
  }
  await requireFreshProof(ctx);
  const { audits, findings, organizations } = schema;
  const { id } = ctx.organization;
  await ctx.store.transaction(async (tx) => {
    await lockOrganization(tx, id);
    const [running] = await tx
      .select({ id: audits.id })
      .from(audits)
      .where(and(eq(audits.organizationId, id), inArray(audits.status, ['queued', 'running'])));
    if (running !== undefined) {
      throw new AppError(
        'audit-running',
        'An audit is running, so nothing was deleted. Cancel the audit, then try again.',
        { details: { auditId: running.id } },
      );
    }
    const deleted = await tx
      .select({ id: audits.id })
      .from(audits)
      .where(eq(audits.organizationId, id));
    await deleteAudits(
      tx,
      deleted.map((audit) => audit.id),
    );
    // Foreign keys delete the rest together with the organization.
    await tx.delete(findings).where(eq(findings.organizationId, id));
    await tx.delete(organizations).where(eq(organizations.id, id));
    await recordActivity(tx, {
      organizationId: id,
      actor: ctx.actor.label,
      action: 'organization-data-deleted',
      details: { audits: deleted.length },
      at: ctx.now(),
    });
  });
}
