import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { Audit, StartAuditBody } from '@/lib/contract';
import { apiPaths } from '@/lib/contract/paths';
import { callApi } from './http';

/** Puts an audit's newest state where every screen reads it, and asks again what depends on it. */
async function noteAudit(client: QueryClient, audit: Audit): Promise<void> {
  client.setQueryData(['audit', audit.id], audit);
  await Promise.all([
    client.invalidateQueries({ queryKey: ['overview', audit.organization_id] }),
    client.invalidateQueries({ queryKey: ['audits', audit.organization_id] }),
  ]);
}

/**
 * Starts an audit, or a follow-up of one. Each call carries a key of its own, so that a repeated
 * request cannot start two.
 */
export const startAuditMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (body: StartAuditBody) =>
      callApi<Audit>(apiPaths.audits(organizationId), {
        method: 'POST',
        body,
        headers: { 'idempotency-key': crypto.randomUUID() },
      }),
    onSuccess: (audit) => noteAudit(client, audit),
  });

/** Stops a queued or running audit. */
export const cancelAuditMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (auditId: string) =>
      callApi<Audit>(apiPaths.auditCancel(auditId), { method: 'POST' }),
    onSuccess: (audit) => noteAudit(client, audit),
  });

/** Goes on with an audit whose credential was gone. */
export const resumeAuditMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (auditId: string) =>
      callApi<Audit>(apiPaths.auditResume(auditId), { method: 'POST' }),
    onSuccess: (audit) => noteAudit(client, audit),
  });

/** Notes how many keys Braintrust's own settings page shows. */
export const settingsPageCountMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: { auditId: string; count: number | null }) =>
      callApi<Audit>(apiPaths.auditSettingsPageCount(input.auditId), {
        method: 'PUT',
        body: { count: input.count },
      }),
    onSuccess: (audit) => noteAudit(client, audit),
  });

/** Deletes everything that is held of the organization, sessions included. */
export const deleteOrganizationDataMutation = (organizationId: string) =>
  mutationOptions({
    mutationFn: (organizationName: string) =>
      callApi<undefined>(apiPaths.organizationData(organizationId), {
        method: 'DELETE',
        body: { organization_name: organizationName },
      }),
  });
