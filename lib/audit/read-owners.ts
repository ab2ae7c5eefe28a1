import type { BraintrustClient } from '@/lib/braintrust';
import { AppError, type MemberId } from '@/lib/core';
import { resolveOwners, type Organization } from '@/lib/organization';

/** Who owns the organization, or why that could not be told. */
export type Owners =
  { read: true; owners: ReadonlySet<MemberId> } | { read: false; reason: string };

/**
 * Who owns the organization, from groups, roles and ACLs.
 * *Errors*: `wrong-key` and `aborted`; any other failure is an answer: owners unread, and why.
 */
export async function readOwners(
  client: BraintrustClient,
  organization: Organization,
): Promise<Owners> {
  const of = { orgName: organization.name };
  try {
    const [groups, roles, acls] = await Promise.all([
      client.listGroups(of),
      client.listRoles(of),
      client.listAcls(of),
    ]);
    return { read: true, owners: resolveOwners({ groups, roles, acls }, organization.id) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'wrong-key' || error.code === 'aborted') {
      throw error;
    }
    return {
      read: false,
      reason: `Groups, roles or access rules could not be read: ${error.publicMessage}`,
    };
  }
}
