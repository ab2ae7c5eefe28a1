import type { AuditRow, ReadAccess } from '@/lib/audit';
import type { OrganizationId } from '@/lib/core';
import type { Readable } from '@/lib/organization';
import { judgePlan, nextState, observeContext, type Plan } from '@/lib/replacement';
import { schema, type Transaction } from '@/lib/store';
import { and, asc, eq, inArray } from '@/lib/store/sql';
import { writeChange } from './change-replacement';
import { isReadable, readStored, type Replacement } from './stored-replacement';

/**
 * Holds every plan of the organization against what an audit saw, in the transaction that ends the
 * audit: steps that were seen are done, and what is no longer so is open again. It raises no
 * revision, so that an owner who is typing meanwhile loses nothing.
 */
export async function checkReplacements(
  tx: Transaction,
  audit: AuditRow,
  { context }: ReadAccess,
  now: Date,
): Promise<void> {
  const plans = await loadPlans(tx, audit.organizationId);
  if (plans.length === 0) return;
  const holders = plans.flatMap(({ plan }) => plan.keys.map(({ holder_id }) => holder_id));
  const keysOf = await readHolders(tx, audit, new Set(holders));
  const observed = observeContext(context, audit.organizationId, keysOf);
  for (const current of plans) {
    const next = nextState(current.plan, current.state, {
      type: 'checked',
      ...judgePlan(current.plan, { ...observed, keysOf: provable(audit, current.plan, keysOf) }),
      by: audit.startedBy,
      at: now.toISOString(),
    });
    if (!next.ok) continue;
    const change = { plan: current.plan, state: next.state, what: 'what an audit saw' };
    await writeChange(tx, current, change, { label: audit.startedBy, at: now, audit: audit.id });
  }
}

/** In the order of their ids, so that two transactions never wait for each other. */
async function loadPlans(tx: Transaction, organizationId: OrganizationId): Promise<Replacement[]> {
  const { replacements } = schema;
  const rows = await tx
    .select()
    .from(replacements)
    .where(eq(replacements.organizationId, organizationId))
    .orderBy(asc(replacements.id))
    .for('update');
  // One that cannot be read says so to whoever opens it; it must not keep an audit from ending.
  return rows.filter(isReadable).map(readStored);
}

type Listed = Readable<ReadonlySet<string>>;

/** Ids of the keys that each holder was seen with. Who was not read says why. */
async function readHolders(
  tx: Transaction,
  audit: AuditRow,
  holders: ReadonlySet<string>,
): Promise<Map<string, Listed>> {
  const { auditKeys, auditMembers } = schema;
  const members = await tx
    .select({
      id: auditMembers.memberId,
      state: auditMembers.state,
      reason: auditMembers.reason,
      roster: auditMembers.roster,
    })
    .from(auditMembers)
    .where(eq(auditMembers.auditId, audit.id));
  const asked = members.filter(({ id }) => holders.has(id));
  const keys = await tx
    .select({ keyId: auditKeys.keyId, holderId: auditKeys.holderId })
    .from(auditKeys)
    .where(
      and(
        eq(auditKeys.auditId, audit.id),
        eq(auditKeys.state, 'seen'),
        inArray(
          auditKeys.holderId,
          asked.map(({ id }) => id),
        ),
      ),
    );
  const listed = new Map<string, Set<string>>();
  for (const { keyId, holderId } of keys) {
    const own = listed.get(holderId) ?? new Set<string>();
    listed.set(holderId, own.add(keyId));
  }
  const seen = new Map<string, Listed>();
  for (const { id, state, reason, roster } of asked) {
    if (roster === 'left') {
      seen.set(id, { read: false, reason: 'the holder has left the organization' });
    } else if (state !== 'audited') {
      const why = reason === null ? state : `${state}, ${reason}`;
      seen.set(id, { read: false, reason: `the holder could not be audited (${why})` });
    } else {
      seen.set(id, { read: true, value: listed.get(id) ?? new Set() });
    }
  }
  return seen;
}

/** A list that could not be confirmed shows that a key lives; that it lacks one proves nothing. */
function provable(
  { confirmed }: AuditRow,
  plan: Plan,
  keysOf: ReadonlyMap<string, Listed>,
): ReadonlyMap<string, Listed> {
  if (confirmed) return keysOf;
  const proved = new Map(keysOf);
  for (const { id, holder_id } of plan.keys) {
    const list = keysOf.get(holder_id);
    if (list?.read !== true || list.value.has(id)) continue;
    proved.set(holder_id, {
      read: false,
      reason: 'the list of the whole organization could not be confirmed',
    });
  }
  return proved;
}
