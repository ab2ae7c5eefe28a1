import type { BraintrustClient } from '@/lib/platform/braintrust';
import { AppError } from '@/lib/domain/core';
import type { Organization, OrganizationContext, Readable } from '@/lib/domain/organization';

/**
 * Everything of the organization that access depends on, each part by itself: one that is refused,
 * missing or failing is unread, with the reason, and the others are none the worse for it.
 * `known`: parts that this audit has stored before; they are not asked for again.
 * *Errors*: `wrong-key` and `aborted`, which concern the whole audit.
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

/** The list, or why it could not be read. *Errors*: those that concern the whole audit. */
export async function readPart<T>(list: Promise<readonly T[]>): Promise<Readable<readonly T[]>> {
  try {
    return { read: true, value: await list };
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('upstream-')) throw error;
    return { read: false, reason: error.publicMessage };
  }
}
