import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type {
  AddExceptionsBody,
  Audit,
  MergeWorkloadsBody,
  RuleSettings,
  SetUsedByBody,
  SplitWorkloadBody,
  StartAuditBody,
} from '@/lib/contract';
import { callApi } from './http';
import { storeAnswer } from './store-answer';

/** Stores an audit's latest state in the query cache, and refetches what depends on it. */
export async function noteAudit(client: QueryClient, audit: Audit): Promise<void> {
  await storeAnswer(client, ['audit', audit.id], audit);
  await Promise.all([
    client.invalidateQueries({ queryKey: ['overview', audit.organization_id] }),
    client.invalidateQueries({ queryKey: ['audits', audit.organization_id] }),
  ]);
}

/** The key of every mutation that starts or resumes an audit, to show that one is under way. */
export const STARTING_AUDIT = ['start-audit'] as const;

/**
 * Starts an audit or a follow-up. Each call sends its own idempotency key, so a repeated request
 * can't start two.
 */
export const startAuditMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationKey: STARTING_AUDIT,
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

/** Resumes an audit that lost its credential. */
export const resumeAuditMutation = (client: QueryClient) =>
  mutationOptions({
    mutationKey: STARTING_AUDIT,
    mutationFn: (auditId: string) =>
      callApi('POST /api/v1/audits/{audit_id}/resume', { params: { audit_id: auditId } }),
    onSuccess: (audit) => noteAudit(client, audit),
  });

/** Stores the key count that Braintrust's settings page shows. */
export const settingsPageCountMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: { auditId: string; count: number | null }) =>
      callApi('PUT /api/v1/audits/{audit_id}/settings-page-count', {
        params: { audit_id: input.auditId },
        body: { count: input.count },
      }),
    onSuccess: (audit) => noteAudit(client, audit),
  });

/** Sets how many days finished audits are kept; returns how many the next daily cleanup deletes. */
export const changeRetentionMutation = (organizationId: string) =>
  mutationOptions({
    mutationFn: (days: number) =>
      callApi('PUT /api/v1/organization/{org_id}/retention', {
        params: { org_id: organizationId },
        body: { days },
      }),
  });

/** Deletes all stored data of the organization, including sessions. */
export const deleteOrganizationDataMutation = (organizationId: string) =>
  mutationOptions({
    mutationFn: (organizationName: string) =>
      callApi('DELETE /api/v1/organization/{org_id}/data', {
        params: { org_id: organizationId },
        body: { organization_name: organizationName },
      }),
  });

/** Refetches everything that depends on how audits are evaluated. */
async function judgedAnew(client: QueryClient, organizationId: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['overview', organizationId] }),
    client.invalidateQueries({ queryKey: ['audits', organizationId] }),
    client.invalidateQueries({ queryKey: ['audit'] }),
    client.invalidateQueries({ queryKey: ['exceptions', organizationId] }),
  ]);
}

/** Saves settings that were edited from version `based_on`. *Errors*: `changed-meanwhile`: not saved. */
export const saveRuleSettingsMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (body: { based_on: number; settings: RuleSettings }) =>
      callApi('PUT /api/v1/organization/{org_id}/rule-settings', {
        params: { org_id: organizationId },
        body,
      }),
    onSuccess: async (stored) => {
      await storeAnswer(client, ['rule-settings', organizationId], stored);
      await judgedAnew(client, organizationId);
    },
  });

/** Sets who uses keys. *Shape*: the previous decisions; send them back to undo the change. */
export const setUsedByMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (body: SetUsedByBody) =>
      callApi('PUT /api/v1/organization/{org_id}/used-by', {
        params: { org_id: organizationId },
        body,
      }),
    onSuccess: () => judgedAnew(client, organizationId),
  });

/** Says that workloads are the same program as another one. *Shape*: the new decisions. */
export const mergeWorkloadsMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (body: MergeWorkloadsBody) =>
      callApi('POST /api/v1/organization/{org_id}/workloads/merge', {
        params: { org_id: organizationId },
        body,
      }),
    onSuccess: () => judgedAnew(client, organizationId),
  });

/** Makes keys of a workload a workload of their own. *Shape*: the new decisions. */
export const splitWorkloadMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (body: SplitWorkloadBody) =>
      callApi('POST /api/v1/organization/{org_id}/workloads/split', {
        params: { org_id: organizationId },
        body,
      }),
    onSuccess: () => judgedAnew(client, organizationId),
  });

/** Undoes merges and splits of workloads, by the subjects of the decisions. */
export const withdrawWorkloadDecisionsMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (subjects: string[]) =>
      callApi('POST /api/v1/organization/{org_id}/workloads/withdraw', {
        params: { org_id: organizationId },
        body: { subjects },
      }),
    onSuccess: () => judgedAnew(client, organizationId),
  });

/** Accepts the risk of findings until a date. *Shape*: the new exceptions. */
export const addExceptionsMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (body: AddExceptionsBody) =>
      callApi('POST /api/v1/organization/{org_id}/exceptions', {
        params: { org_id: organizationId },
        body,
      }),
    onSuccess: () => judgedAnew(client, organizationId),
  });

/** Withdraws exceptions, which reopens their findings. */
export const withdrawExceptionsMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (ids: string[]) =>
      callApi('POST /api/v1/organization/{org_id}/exceptions/withdraw', {
        params: { org_id: organizationId },
        body: { ids },
      }),
    onSuccess: () => judgedAnew(client, organizationId),
  });
