import type { BraintrustClient } from '@/lib/platform/braintrust';
import type { AuditId, CallerKind, MemberId } from '@/lib/domain/core';
import type { Member, Organization, OrganizationContext } from '@/lib/domain/organization';
import { waitForDeletion } from '@/lib/features/organizations';
import { schema, type Store, type Transaction } from '@/lib/platform/database';
import { eq, sql } from '@/lib/platform/database/sql';
import { AuditFailure } from './audit-failure';
import { accessFrom, isServiceAccount, writeAccessAnew, type ReadAccess } from './member-access';
import { loadParts, storeParts } from './organization-parts';
import { readContext } from './read-context';
import { takeOverParent } from './take-over-parent';
import { addToWorkList, writeCoverage } from './work-list';

const { auditMembers, audits } = schema;

type Input = {
  store: Store;
  client: BraintrustClient;
  organization: Organization;
  audit: {
    id: AuditId;
    parentId: AuditId | null;
    rosterAt: Date | null;
    membersAgain: MemberId[] | null;
    context: schema.StoredContext | null;
  };
  /** Who holds the credential, as far as its prefix tells. */
  callerKind: CallerKind | null;
  callerId: MemberId | null;
  now: () => Date;
};

/**
 * Reads the organization's access data and creates the work list, once per audit: from the member list, or
 * from the parent's members for a follow-up. What an earlier run has stored is not read again.
 * *Errors*: those of listing members, and `roster-unreadable` for an empty member list.
 */
export async function prepareAudit(
  run: Input,
): Promise<{ access: ReadAccess; callerKind: CallerKind | null }> {
  const { audit, organization, store } = run;
  const known = await loadParts(store.db, organization.id, audit.context ?? {});
  const isNew = audit.rosterAt === null;
  const [context, members] = await Promise.all([
    readContext(run.client, organization, known),
    isNew && audit.parentId === null ? listRoster(run) : null,
  ]);
  const access = accessFrom(context, organization);
  const callerKind = await store.transaction(async (tx) => {
    await waitForDeletion(tx, organization.id);
    if (isNew) await storeWorkList(tx, run, access, members);
    else if (Object.keys(known).length < PARTS) await writeAccessAnew(tx, audit.id, access);
    return storeContext(tx, run, context);
  });
  return { access, callerKind };
}

/** The number of parts in a complete context. */
const PARTS = 5;

/**
 * The member list, as Braintrust returns it now.
 * *Errors*: `roster-unreadable` if it is empty, because the caller is always a member.
 */
export async function listRoster(run: {
  client: BraintrustClient;
  organization: Organization;
}): Promise<Member[]> {
  const members = await run.client.listMembers({ orgName: run.organization.name });
  if (members.length === 0) {
    throw new AuditFailure(
      'roster-unreadable',
      'Braintrust returned an empty member list, although every organization has at least one member. Check the organization and run the audit again.',
    );
  }
  return members;
}

async function storeWorkList(
  tx: Transaction,
  run: Input,
  access: ReadAccess,
  members: readonly Member[] | null,
): Promise<void> {
  const { audit } = run;
  if (members !== null) {
    await addToWorkList(tx, audit.id, members, { from: 0, roster: 'present', access });
  } else if (audit.parentId !== null) {
    await takeOverParent(tx, audit.id, audit.parentId, audit.membersAgain, access);
  }
  await writeCoverage(tx, audit.id);
  if (members === null && audit.parentId !== null) await countCarriedOver(tx, audit.id);
}

/** Stores how many members have a result before the first of them is read. */
async function countCarriedOver(tx: Transaction, auditId: AuditId): Promise<void> {
  const { membersAudited, membersBlocked, membersFailed } = audits;
  await tx
    .update(audits)
    .set({ membersCarriedOver: sql`${membersAudited} + ${membersBlocked} + ${membersFailed}` })
    .where(eq(audits.id, auditId));
}

/** Stores what was read, the kind of credential that read it, and that the work list exists. */
async function storeContext(
  tx: Transaction,
  { audit, organization, callerId, callerKind, now }: Input,
  context: OrganizationContext,
): Promise<CallerKind | null> {
  const onRoster = sql<CallerKind | null>`(select 'person' from ${auditMembers}
    where ${auditMembers.auditId} = ${audit.id} and ${auditMembers.memberId} = ${callerId})`;
  const kind = isServiceAccount(context, callerId) ? 'service-token' : callerKind;
  const [row] = await tx
    .update(audits)
    .set({
      rosterAt: audit.rosterAt ?? now(),
      context: await storeParts(tx, organization.id, context, audit.context ?? {}),
      callerKind: kind ?? onRoster,
    })
    .where(eq(audits.id, audit.id))
    .returning({ callerKind: audits.callerKind });
  return row?.callerKind ?? null;
}
