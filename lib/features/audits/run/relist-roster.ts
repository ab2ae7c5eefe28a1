import type { BraintrustClient } from '@/lib/platform/braintrust';
import { AppError, type AuditId } from '@/lib/domain/core';
import type { Organization } from '@/lib/domain/organization';
import type { Store } from '@/lib/platform/database';
import { AuditFailure } from './audit-failure';
import type { ReadAccess } from './member-access';
import { listRoster } from './prepare-audit';
import {
  addToWorkList,
  markLeavers,
  noteActivity,
  writeCoverage,
  type WorkItem,
} from './work-list';

/** How many members joined since the previous listing, or why the list could not be read again. */
export type Relisted = { read: true; joined: number } | { read: false; reason: string };

/**
 * Reads the member list again: adds new members to the work list and marks those who are no longer listed.
 * *Errors*: `wrong-key`, `aborted`, those of the database. Other upstream failures are returned as a reason.
 */
export async function relistRoster(
  run: {
    store: Store;
    client: BraintrustClient;
    organization: Organization;
    audit: { id: AuditId };
  },
  work: readonly WorkItem[],
  access: ReadAccess,
): Promise<Relisted> {
  const roster = await listAgain(run);
  if (!roster.read) return roster;
  const listed = new Set(roster.members.map((member) => member.id));
  const known = new Set(work.map((item) => item.id));
  const joined = roster.members.filter((member) => !known.has(member.id));
  const left = work
    .filter((item) => !listed.has(item.id) && item.roster !== 'left')
    .map((item) => item.id);
  await noteActivity(run.store.db, run.audit.id, roster.members);
  if (joined.length > 0 || left.length > 0) {
    await run.store.transaction(async (tx) => {
      const from = (work.at(-1)?.position ?? -1) + 1;
      await addToWorkList(tx, run.audit.id, joined, { from, roster: 'joined', access });
      await markLeavers(tx, run.audit.id, left);
      await writeCoverage(tx, run.audit.id);
    });
  }
  return { read: true, joined: joined.length };
}

async function listAgain(
  run: Parameters<typeof listRoster>[0],
): Promise<
  { read: true; members: Awaited<ReturnType<typeof listRoster>> } | { read: false; reason: string }
> {
  try {
    return { read: true, members: await listRoster(run) };
  } catch (error) {
    if (error instanceof AuditFailure) return { read: false, reason: error.message };
    if (error instanceof AppError && error.code.startsWith('upstream-')) {
      return { read: false, reason: error.publicMessage };
    }
    throw error;
  }
}
