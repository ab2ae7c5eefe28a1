import type { BraintrustClient } from '@/lib/platform/braintrust';
import { AppError } from '@/lib/domain/core';
import type { Organization, OrganizationContext, Readable } from '@/lib/domain/organization';

/**
 * Reads everything that access depends on, each part independently: if a part is refused, missing or failing,
 * it is unread, with the reason, and the others are unaffected. `known`: parts that this audit has already
 * stored; they are not read again.
 * *Errors*: `wrong-key` and `aborted`, which concern the audit as a whole.
 */
export async function readContext(
  client: BraintrustClient,
  organization: Organization,
  known: Partial<OrganizationContext>,
): Promise<OrganizationContext> {
  const of = { orgName: organization.name };
  const [groups, roles, acls, projects, serviceTokens] = await Promise.all([
    known.groups ?? readPart(client.listGroups(of)),
    known.roles ?? readPart(client.listRoles(of)),
    known.acls ?? readPart(client.listAcls(of)),
    known.projects ?? readPart(client.listProjects(of)),
    known.serviceTokens ?? readPart(client.listServiceTokens(of)),
  ]);
  return { groups, roles, acls, projects, serviceTokens };
}

/** The list, or the reason why it could not be read. *Errors*: those that concern the audit as a whole. */
export async function readPart<T>(list: Promise<readonly T[]>): Promise<Readable<readonly T[]>> {
  try {
    return { read: true, value: await list };
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('upstream-')) throw error;
    return { read: false, reason: error.publicMessage };
  }
}
