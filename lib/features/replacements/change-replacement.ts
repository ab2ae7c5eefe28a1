import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import { AppError, formatUtc, type AuditId } from '@/lib/domain/core';
import { waitForDeletion } from '@/lib/features/organizations';
import { STEP_IDS, type Plan, type ReplacementState } from '@/lib/domain/replacement-plan';
import { schema, type Transaction } from '@/lib/platform/database';
import { and, eq } from '@/lib/platform/database/sql';
import { loadReplacement } from './load-replacement';
import { columnsOf, titleOf, type Replacement } from './stored-replacement';

/** The changed plan. `what` names the change for the activity log and for `changed-meanwhile`. */
export type Change = { plan: Plan; state: ReplacementState; what: string };

/**
 * Changes one plan and writes its activity entries in one transaction. A caller with an older revision gets
 * `changed-meanwhile`, so that no one's change is lost. A change without effect succeeds at any revision.
 * *Errors*: `not-found`, `changed-meanwhile`; those of `change`.
 */
export function changeReplacement(
  ctx: Context,
  input: { id: string; basedOn: number },
  change: (tx: Transaction, current: Replacement) => Promise<Change>,
): Promise<Replacement> {
  return ctx.store.transaction(async (tx) => {
    await waitForDeletion(tx, ctx.organization.id);
    const current = await loadReplacement(tx, ctx, input.id, { lock: true });
    const isOutdated = current.row.revision !== input.basedOn;
    let next: Change;
    try {
      next = await change(tx, current);
    } catch (error) {
      // The change may have been valid for the plan that the caller saw.
      throw isOutdated && isRefusal(error) ? changedMeanwhile(current) : error;
    }
    if (sameText(next.plan, current.plan) && sameText(next.state, current.state)) return current;
    if (isOutdated) throw changedMeanwhile(current);
    return writeChange(tx, current, next, { label: ctx.actor.label, at: ctx.now() });
  });
}

/**
 * Stores a change and writes activity entries for the plan and for each step that was completed or reopened.
 * A change by an audit doesn't increase the revision, because it overwrites nothing that a person wrote.
 */
export async function writeChange(
  tx: Transaction,
  current: Replacement,
  { plan, state, what }: Change,
  by: { label: string; at: Date; audit?: AuditId },
): Promise<Replacement> {
  const { replacements } = schema;
  const row = {
    ...current.row,
    ...columnsOf(plan, state),
    ...(by.audit === undefined
      ? {
          revision: current.row.revision + 1,
          updatedAt: by.at,
          updatedBy: by.label,
          lastChange: what,
        }
      : {}),
  };
  const { id, organizationId } = row;
  await tx
    .update(replacements)
    .set(row)
    .where(and(eq(replacements.id, id), eq(replacements.organizationId, organizationId)));
  const record = (
    action: 'replacement-changed' | 'replacement-step-done' | 'replacement-step-reopened',
    details: Record<string, string | null>,
  ) =>
    recordActivity(tx, {
      organizationId,
      actor: by.label,
      action,
      auditId: by.audit ?? null,
      details: { replacement_id: id, title: plan.title, ...details },
      at: by.at,
    });
  if (!sameText(plan, current.plan)) await record('replacement-changed', { changed: what });
  for (const step of STEP_IDS) {
    const [was, is] = [current.state.steps[step], state.steps[step]];
    if (is.status === 'done' && was.status !== 'done') {
      await record('replacement-step-done', { step: titleOf(plan, step), how: is.how });
    } else if (was.status === 'done' && is.status !== 'done') {
      const why = is.reopened?.why ?? 'reopened by hand';
      await record('replacement-step-reopened', { step: titleOf(plan, step), why });
    }
  }
  return { row, plan, state };
}

const isRefusal = (error: unknown) => error instanceof AppError && error.status < 500;

function changedMeanwhile({ row }: Replacement): AppError {
  const { revision, updatedBy, lastChange } = row;
  const at = row.updatedAt.toISOString();
  return new AppError(
    'changed-meanwhile',
    `Couldn’t save your change. ${updatedBy} changed ${lastChange} on ${formatUtc(row.updatedAt)}. Reload the plan and repeat your change.`,
    {
      message: `based on a revision that is not ${revision}`,
      details: { changed: { version: revision, by: updatedBy, at, what: lastChange } },
    },
  );
}

/** Ignores the order of object keys, which PostgreSQL's `jsonb` doesn't keep. */
export function sameText(a: unknown, b: unknown): boolean {
  return sorted(a) === sorted(b);
}

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
