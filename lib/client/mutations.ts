import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type {
  AddExceptionsBody,
  Audit,
  RuleSettings,
  SetUsedByBody,
  StartAuditBody,
} from '@/lib/contract';
import { callApi } from './http';

/** Puts an audit's newest state where every screen reads it, and asks again what depends on it. */
export async function noteAudit(client: QueryClient, audit: Audit): Promise<void> {
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
      callApi('POST /api/v1/organization/{org_id}/audits', {
        params: { org_id: organizationId },
        body,
        headers: { 'idempotency-key': crypto.randomUUID() },
      }),
    onSuccess: (audit) => noteAudit(client, audit),
  });

/** Stops a queued or running audit. */
export const cancelAuditMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (auditId: string) =>
      callApi('POST /api/v1/audits/{audit_id}/cancel', { params: { audit_id: auditId } }),
    onSuccess: (audit) => noteAudit(client, audit),
  });

/** Goes on with an audit whose credential was gone. */
export const resumeAuditMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (auditId: string) =>
      callApi('POST /api/v1/audits/{audit_id}/resume', { params: { audit_id: auditId } }),
    onSuccess: (audit) => noteAudit(client, audit),
  });

/** Notes how many keys Braintrust's own settings page shows. */
export const settingsPageCountMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: { auditId: string; count: number | null }) =>
      callApi('PUT /api/v1/audits/{audit_id}/settings-page-count', {
        params: { audit_id: input.auditId },
        body: { count: input.count },
      }),
    onSuccess: (audit) => noteAudit(client, audit),
  });

/** Keeps finished audits for so many days; says how many the next daily clean-up deletes. */
export const changeRetentionMutation = (organizationId: string) =>
  mutationOptions({
    mutationFn: (days: number) =>
      callApi('PUT /api/v1/organization/{org_id}/retention', {
        params: { org_id: organizationId },
        body: { days },
      }),
  });

/** Deletes everything that is held of the organization, sessions included. */
export const deleteOrganizationDataMutation = (organizationId: string) =>
  mutationOptions({
    mutationFn: (organizationName: string) =>
      callApi('DELETE /api/v1/organization/{org_id}/data', {
        params: { org_id: organizationId },
        body: { organization_name: organizationName },
      }),
  });

/** Asks again for all that rests on the judgement of audits. */
async function judgedAnew(client: QueryClient, organizationId: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['overview', organizationId] }),
    client.invalidateQueries({ queryKey: ['audits', organizationId] }),
    client.invalidateQueries({ queryKey: ['audit'] }),
    client.invalidateQueries({ queryKey: ['exceptions', organizationId] }),
  ]);
}

/** Saves settings made from version `based_on`. *Errors*: `changed-meanwhile`: nothing was saved. */
export const saveRuleSettingsMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (body: { based_on: number; settings: RuleSettings }) =>
      callApi('PUT /api/v1/organization/{org_id}/rule-settings', {
        params: { org_id: organizationId },
        body,
      }),
    onSuccess: (stored) => {
      client.setQueryData(['rule-settings', organizationId], stored);
      return judgedAnew(client, organizationId);
    },
  });

/** Says who uses keys. *Shape*: what was there before; sent back, it undoes this. */
export const setUsedByMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (body: SetUsedByBody) =>
      callApi('PUT /api/v1/organization/{org_id}/used-by', {
        params: { org_id: organizationId },
        body,
      }),
    onSuccess: () => judgedAnew(client, organizationId),
  });

/** Accepts the risk of findings for a time. *Shape*: the exceptions, to be withdrawn by their ids. */
export const addExceptionsMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (body: AddExceptionsBody) =>
      callApi('POST /api/v1/organization/{org_id}/exceptions', {
        params: { org_id: organizationId },
        body,
      }),
    onSuccess: () => judgedAnew(client, organizationId),
  });

/** Takes exceptions back: their findings are open again. */
export const withdrawExceptionsMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (ids: string[]) =>
      callApi('POST /api/v1/organization/{org_id}/exceptions/withdraw', {
        params: { org_id: organizationId },
        body: { ids },
      }),
    onSuccess: () => judgedAnew(client, organizationId),
  });
