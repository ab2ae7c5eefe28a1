import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type {
  AddExceptionsBody,
  Audit,
  ExceptionRow,
  Retention,
  RuleSettings,
  SetUsedByBody,
  StartAuditBody,
  StoredRuleSettings,
  UsedByDecision,
} from '@/lib/contract';
import { apiPaths } from '@/lib/contract/paths';
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

/** Keeps finished audits for so many days; says how many the next daily clean-up deletes. */
export const changeRetentionMutation = (organizationId: string) =>
  mutationOptions({
    mutationFn: (days: number) =>
      callApi<Retention>(apiPaths.retention(organizationId), { method: 'PUT', body: { days } }),
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
      callApi<StoredRuleSettings>(apiPaths.ruleSettings(organizationId), { method: 'PUT', body }),
    onSuccess: (stored) => {
      client.setQueryData(['rule-settings', organizationId], stored);
      return judgedAnew(client, organizationId);
    },
  });

/** Says who uses keys. *Shape*: what was there before; sent back, it undoes this. */
export const setUsedByMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (body: SetUsedByBody) =>
      callApi<{ previous: UsedByDecision[] }>(apiPaths.usedBy(organizationId), {
        method: 'PUT',
        body,
      }),
    onSuccess: () => judgedAnew(client, organizationId),
  });

/** Accepts the risk of findings for a time. *Shape*: the exceptions, to be withdrawn by their ids. */
export const addExceptionsMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (body: AddExceptionsBody) =>
      callApi<{ objects: ExceptionRow[] }>(apiPaths.exceptions(organizationId), {
        method: 'POST',
        body,
      }),
    onSuccess: () => judgedAnew(client, organizationId),
  });

/** Takes exceptions back: their findings are open again. */
export const withdrawExceptionsMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (ids: readonly string[]) =>
      callApi<{ objects: ExceptionRow[] }>(apiPaths.exceptionsWithdraw(organizationId), {
        method: 'POST',
        body: { ids },
      }),
    onSuccess: () => judgedAnew(client, organizationId),
  });
