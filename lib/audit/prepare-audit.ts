import type { BraintrustClient } from '@/lib/braintrust';
import type { AuditId, MemberId } from '@/lib/core';
import type { Member, Organization } from '@/lib/organization';
import { schema, type Store } from '@/lib/store';
import { eq } from '@/lib/store/sql';
import { AuditFailure } from './audit-failure';
import { readOwners, type Owners } from './read-owners';
import { takeOverParent } from './take-over-parent';
import { addToWorkList, writeCoverage, writeOwners } from './work-list';

const { audits } = schema;

/**
 * Makes the work list, once: the roster, or the members of the parent audit for a follow-up.
 * *Shape*: `owners` is `null` where they could not be told.
 * *Errors*: those of the roster's listing; an empty roster, since the caller must be on it.
 */
export async function prepareAudit(run: {
  store: Store;
  client: BraintrustClient;
  organization: Organization;
  audit: {
    id: AuditId;
    parentId: AuditId | null;
    rosterAt: Date | null;
    membersAgain: MemberId[] | null;
  };
  now: () => Date;
}): Promise<ReadonlySet<MemberId> | null> {
  const { audit } = run;
  const owners = await readOwners(run.client, run.organization);
  if (audit.rosterAt === null) {
    const members = audit.parentId === null ? await listRoster(run) : null;
    await storeWorkList(run, owners, members);
  }
  return owners.read ? owners.owners : null;
}

/** The roster as Braintrust lists it now. *Errors*: an empty one, for the caller is a member. */
export async function listRoster(run: {
  client: BraintrustClient;
  organization: Organization;
}): Promise<Member[]> {
  const members = await run.client.listMembers({ orgName: run.organization.name });
  if (members.length === 0) {
    throw new AuditFailure(
      'roster-unreadable',
      'Braintrust answered with an empty list of members, although every organization has at least one. Nothing was concluded from it; check the organization and try again.',
    );
  }
  return members;
}

async function storeWorkList(
  run: Parameters<typeof prepareAudit>[0],
  owners: Owners,
  members: readonly Member[] | null,
): Promise<void> {
  const { audit, store } = run;
  await store.transaction(async (tx) => {
    if (members !== null) {
      await addToWorkList(tx, audit.id, members, {
        from: 0,
        roster: 'present',
        owners: owners.read ? owners.owners : null,
      });
    } else if (audit.parentId !== null) {
      await takeOverParent(tx, audit.id, audit.parentId, audit.membersAgain);
      if (owners.read) await writeOwners(tx, audit.id, owners.owners);
    }
    await writeCoverage(tx, audit.id);
    await tx.update(audits).set({ rosterAt: run.now() }).where(eq(audits.id, audit.id));
  });
}
