import { z } from 'zod';
import { assignmentSchema, assignSchema } from './assignments';
import { AUDIT_ROW_ENDPOINTS } from './audit-row-endpoints';
import { auditSchema, overviewSchema, settingsPageCountSchema, startAuditSchema } from './audits';
import {
  addExceptionsSchema,
  exceptionRowSchema,
  exceptionsSummarySchema,
  previewRuleSettingsSchema,
  previousUsedBySchema,
  saveRuleSettingsSchema,
  setUsedBySchema,
  settingsComparisonSchema,
  storedRuleSettingsSchema,
  withdrawExceptionsSchema,
} from './decisions';
import { facetsSchema, LARGE_BODY_BYTES, list, type Endpoint } from './endpoint';
import { problemSchema } from './problem';
import { REPLACEMENT_ENDPOINTS } from './replacement-endpoints';
import { changeRetentionSchema, retentionSchema } from './retention';
import {
  revocationProofSchema,
  revocationResultSchema,
  revocationSchema,
  revokeKeysSchema,
  setRevocationSchema,
} from './revocation';
import { activityRowSchema, keyRowSchema } from './rows';
import { SESSION_ENDPOINTS } from './session-endpoints';
import { ACTIVITY_TABLE, EXCEPTIONS_TABLE, KEYS_TABLE } from './tables';
import {
  mergeWorkloadsSchema,
  splitWorkloadSchema,
  withdrawWorkloadDecisionsSchema,
  workloadDecisionRowSchema,
} from './workloads';

export type { Endpoint };

/** Every endpoint. Routes, the OpenAPI document and the authorization tests are built from this list. */
export const ENDPOINTS = [
  {
    id: 'listApiKeys',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/api-keys',
    summary: 'List every API key of the organization, from the latest complete or partial audit',
    status: 200,
    paged: true,
    parameters: {
      audit_id:
        'Lists the keys of this audit instead. Each page’s Link header includes it, so that all pages come from one audit.',
    },
    table: KEYS_TABLE,
    response: list(keyRowSchema),
    headers: {
      Link: 'URL of the next page, with rel="next". Absent on the last page.',
      'X-Audit-Id': 'Id of the audit that lists these keys.',
      'X-Audit-Finished-At': 'When the audit finished, ISO 8601 in UTC.',
      'X-Audit-Status':
        'complete: every member was audited. partial: see X-Audit-Reason and X-Audit-Coverage.',
      'X-Audit-Reason': 'Code of the reason why the audit isn’t complete. Absent if there is none.',
      'X-Audit-Coverage': 'Audited members, a slash, and all members, such as 47/48.',
    },
  },
  {
    id: 'startAudit',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/audits',
    summary: 'Start an audit or a follow-up audit',
    status: 202,
    body: startAuditSchema,
    response: auditSchema,
    headers: { Location: 'Path of the audit.' },
  },
  {
    id: 'listAudits',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/audits',
    summary: 'List all audits, latest first',
    status: 200,
    paged: true,
    response: list(auditSchema),
  },
  {
    id: 'getOverview',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/overview',
    summary: 'Get the overview of the organization',
    status: 200,
    response: overviewSchema,
  },
  {
    id: 'listActivity',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/activity',
    summary: 'List who did what, latest first',
    status: 200,
    paged: true,
    table: ACTIVITY_TABLE,
    response: list(activityRowSchema),
  },
  {
    id: 'getActivityFacets',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/activity/facets',
    summary: 'Count the entries that match each filter value',
    status: 200,
    table: ACTIVITY_TABLE,
    response: facetsSchema,
  },
  {
    id: 'getRuleSettings',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/rule-settings',
    summary: 'Get the rule settings and their version',
    status: 200,
    response: storedRuleSettingsSchema,
  },
  {
    id: 'saveRuleSettings',
    method: 'PUT',
    path: '/api/v1/organization/{org_id}/rule-settings',
    summary:
      'Save rule settings and re-evaluate stored audits. Returns 409 if based_on is no longer the latest version',
    status: 200,
    body: saveRuleSettingsSchema,
    largestBodyBytes: LARGE_BODY_BYTES,
    response: storedRuleSettingsSchema,
  },
  {
    id: 'previewRuleSettings',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/rule-settings/preview',
    summary: 'Preview what rule settings would change in the latest audit. Stores nothing',
    status: 200,
    body: previewRuleSettingsSchema,
    largestBodyBytes: LARGE_BODY_BYTES,
    response: settingsComparisonSchema,
  },
  {
    id: 'exportSettingsFile',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/rule-settings/file',
    summary:
      'Export rule settings, accepted risks, and usage overrides as a file for the command line (--settings)',
    status: 200,
    streams: ['application/json'],
  },
  {
    id: 'setUsedBy',
    method: 'PUT',
    path: '/api/v1/organization/{org_id}/used-by',
    summary: 'Set the usage of keys, or remove the override. Returns the previous values',
    status: 200,
    body: setUsedBySchema,
    largestBodyBytes: LARGE_BODY_BYTES,
    response: previousUsedBySchema,
  },
  {
    id: 'mergeWorkloads',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/workloads/merge',
    summary: 'Count workloads as another one, in this and later audits. Returns the decisions',
    status: 200,
    body: mergeWorkloadsSchema,
    response: list(workloadDecisionRowSchema),
  },
  {
    id: 'splitWorkload',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/workloads/split',
    summary: 'Make keys of a workload a workload of their own. Returns the decisions',
    status: 200,
    body: splitWorkloadSchema,
    response: list(workloadDecisionRowSchema),
  },
  {
    id: 'withdrawWorkloadDecisions',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/workloads/withdraw',
    summary: 'Undo merges and splits of workloads, by their subjects',
    status: 200,
    body: withdrawWorkloadDecisionsSchema,
    response: list(workloadDecisionRowSchema),
  },
  {
    id: 'assignWorkload',
    method: 'PUT',
    path: '/api/v1/organization/{org_id}/workloads/{workload_id}/assignment',
    summary: 'Set the assignee and the due date of a workload. A new plan for it takes them over',
    status: 200,
    body: assignSchema,
    response: assignmentSchema,
  },
  {
    id: 'listExceptions',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/exceptions',
    summary: 'List accepted risks, those that expire first at the top',
    status: 200,
    paged: true,
    table: EXCEPTIONS_TABLE,
    response: list(exceptionRowSchema),
  },
  {
    id: 'getExceptionsSummary',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/exceptions/summary',
    summary: 'Count accepted risks that have an effect, have none, or expired in the last 30 days',
    status: 200,
    response: exceptionsSummarySchema,
  },
  {
    id: 'addExceptions',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/exceptions',
    summary:
      'Accept the risk of findings of the latest audit, or of a rule for a member, until a date',
    status: 200,
    body: addExceptionsSchema,
    response: list(exceptionRowSchema),
  },
  {
    id: 'withdrawExceptions',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/exceptions/withdraw',
    summary: 'Withdraw accepted risks. Their findings reopen',
    status: 200,
    body: withdrawExceptionsSchema,
    response: list(exceptionRowSchema),
  },
  ...REPLACEMENT_ENDPOINTS,
  {
    id: 'deleteOrganizationData',
    method: 'DELETE',
    path: '/api/v1/organization/{org_id}/data',
    summary:
      'Delete all Latchkey data of this organization, including sessions. Requires a recent proof. The activity log is kept for 30 days. Files of an embedded database are rewritten before the response',
    status: 204,
    sessionOnly: true,
    body: z.strictObject({ organization_name: z.string() }),
  },
  {
    id: 'changeRetention',
    method: 'PUT',
    path: '/api/v1/organization/{org_id}/retention',
    summary:
      'Set how many days finished audits are kept. Older ones are deleted daily. Shortening it requires a session and a recent proof',
    status: 200,
    body: changeRetentionSchema,
    response: retentionSchema,
  },
  {
    id: 'getRevocation',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/revocation',
    summary: 'Get whether Latchkey may revoke keys, and when the last proof expires',
    status: 200,
    sessionOnly: true,
    response: revocationSchema,
  },
  {
    id: 'setRevocation',
    method: 'PUT',
    path: '/api/v1/organization/{org_id}/revocation',
    summary: 'Turn revoking on or off. Turning it on requires a recent proof',
    status: 200,
    sessionOnly: true,
    body: setRevocationSchema,
    response: revocationSchema,
  },
  {
    id: 'proveForRevocation',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/revocation/proof',
    summary:
      'Prove your identity with your Braintrust key. Valid for 10 minutes, for revoking keys, deleting all data, and shortening retention',
    status: 200,
    sessionOnly: true,
    body: revocationProofSchema,
    response: revocationSchema,
  },
  {
    id: 'revokeKeys',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/revocations',
    summary:
      'Revoke keys in the given order, each confirmed by its name. Stops at the first unexpected result',
    status: 200,
    sessionOnly: true,
    body: revokeKeysSchema,
    response: revocationResultSchema,
  },
  ...SESSION_ENDPOINTS,
  {
    id: 'getAudit',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}',
    summary: 'Get an audit with its coverage',
    status: 200,
    response: auditSchema,
  },
  {
    id: 'cancelAudit',
    method: 'POST',
    path: '/api/v1/audits/{audit_id}/cancel',
    summary: 'Cancel a queued or running audit. The results so far stay readable',
    status: 202,
    response: auditSchema,
  },
  {
    id: 'resumeAudit',
    method: 'POST',
    path: '/api/v1/audits/{audit_id}/resume',
    summary: 'Resume an audit that stopped because its credential was no longer available',
    status: 202,
    response: auditSchema,
  },
  {
    id: 'setSettingsPageCount',
    method: 'PUT',
    path: '/api/v1/audits/{audit_id}/settings-page-count',
    summary: 'Record the number of keys on Braintrust’s settings page',
    status: 200,
    body: settingsPageCountSchema,
    response: auditSchema,
  },
  {
    id: 'exportAudit',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/export',
    summary:
      'Export the matching keys, members, findings, or service tokens of a finished audit as a file',
    status: 200,
    table: KEYS_TABLE,
    streams: ['text/csv', 'application/json', 'application/x-ndjson'],
  },
  ...AUDIT_ROW_ENDPOINTS,
] as const satisfies readonly Endpoint[];
export type EndpointId = (typeof ENDPOINTS)[number]['id'];

/** The body of every error response. */
export const errorResponse = problemSchema;
