import { z } from 'zod';
import { accessSchema } from './access';
import { auditSchema, overviewSchema, settingsPageCountSchema, startAuditSchema } from './audits';
import {
  addExceptionsSchema,
  exceptionRowSchema,
  previewRuleSettingsSchema,
  previousUsedBySchema,
  saveRuleSettingsSchema,
  setUsedBySchema,
  settingsComparisonSchema,
  storedRuleSettingsSchema,
  withdrawExceptionsSchema,
} from './decisions';
import { problemSchema } from './problem';
import {
  revocationProofSchema,
  revocationResultSchema,
  revocationSchema,
  revokeKeysSchema,
  setRevocationSchema,
} from './revocation';
import {
  activityRowSchema,
  changeRowSchema,
  keyDetailSchema,
  keyRowSchema,
  memberRowSchema,
} from './rows';
import { serviceTokenDetailSchema, serviceTokenRowSchema } from './service-tokens';
import {
  ACTIVITY_TABLE,
  EXCEPTIONS_TABLE,
  KEYS_TABLE,
  MEMBERS_TABLE,
  SERVICE_TOKENS_TABLE,
  type TableSchema,
} from './tables';

const list = <Row extends z.ZodType>(row: Row) => z.object({ objects: z.array(row) });

const facetsSchema = z.object({
  total: z.int().nonnegative(),
  unfiltered: z.int().nonnegative(),
  facets: z.record(
    z.string(),
    z.array(z.object({ value: z.string(), count: z.int().nonnegative() })),
  ),
});

/** Room for every word list at its longest, six bytes a character (escaped) at worst. */
const LARGE_BODY_BYTES = 8 * 1024 * 1024;

/** One endpoint of the HTTP API. `{…}` in `path` are its parameters. */
export type Endpoint = {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  summary: string;
  /** For a browser's session only: a Bearer key is refused with `session-only`. */
  sessionOnly?: boolean;
  /** Success status. */
  status: 200 | 202 | 204;
  /** Pages by `limit` and `starting_after`. */
  paged?: boolean;
  table?: TableSchema;
  body?: z.ZodType;
  /** The largest body, where 1 MiB is not enough. */
  largestBodyBytes?: number;
  response?: z.ZodType;
  /** Content types of an answer that is not JSON. */
  streams?: readonly string[];
  /** Headers of a good answer, with what they say. */
  headers?: Readonly<Record<string, string>>;
};

/** Every endpoint there is: OpenAPI, routes and the authorization test matrix come from here. */
export const ENDPOINTS = [
  {
    id: 'listApiKeys',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/api-keys',
    summary: 'Every API key of the organization, from the newest complete or partial audit',
    status: 200,
    paged: true,
    table: KEYS_TABLE,
    response: list(keyRowSchema),
    headers: {
      'X-Audit-Id': 'The audit that the keys are from.',
      'X-Audit-Finished-At': 'When it finished, ISO 8601 in UTC.',
      'X-Audit-Status':
        'complete: every member was audited; partial: see X-Audit-Reason and coverage.',
      'X-Audit-Reason': 'Code of why the audit is not complete, where there is one.',
      'X-Audit-Coverage': 'Members audited, a slash, members in all.',
    },
  },
  {
    id: 'startAudit',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/audits',
    summary: 'Start an audit, or a follow-up of one',
    status: 202,
    body: startAuditSchema,
    response: auditSchema,
    headers: { Location: 'Path of the audit.' },
  },
  {
    id: 'listAudits',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/audits',
    summary: 'All audits, newest first',
    status: 200,
    paged: true,
    response: list(auditSchema),
  },
  {
    id: 'getOverview',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/overview',
    summary: 'The answer in one look',
    status: 200,
    response: overviewSchema,
  },
  {
    id: 'listActivity',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/activity',
    summary: 'Who did what, newest first',
    status: 200,
    paged: true,
    table: ACTIVITY_TABLE,
    response: list(activityRowSchema),
  },
  {
    id: 'getRuleSettings',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/rule-settings',
    summary: 'The settings that the rules judge by, with their version',
    status: 200,
    response: storedRuleSettingsSchema,
  },
  {
    id: 'saveRuleSettings',
    method: 'PUT',
    path: '/api/v1/organization/{org_id}/rule-settings',
    summary: 'Save settings and judge stored audits by them; 409 when somebody else was faster',
    status: 200,
    body: saveRuleSettingsSchema,
    largestBodyBytes: LARGE_BODY_BYTES,
    response: storedRuleSettingsSchema,
  },
  {
    id: 'previewRuleSettings',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/rule-settings/preview',
    summary: 'What settings would change in the newest audit; nothing is stored',
    status: 200,
    body: previewRuleSettingsSchema,
    largestBodyBytes: LARGE_BODY_BYTES,
    response: settingsComparisonSchema,
  },
  {
    id: 'exportSettingsFile',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/rule-settings/file',
    summary: 'Settings, exceptions and overruled uses as the command line takes them (--settings)',
    status: 200,
    streams: ['application/json'],
  },
  {
    id: 'setUsedBy',
    method: 'PUT',
    path: '/api/v1/organization/{org_id}/used-by',
    summary:
      'Say who uses keys, or leave it to the rules again; answers with what was there before',
    status: 200,
    body: setUsedBySchema,
    largestBodyBytes: LARGE_BODY_BYTES,
    response: previousUsedBySchema,
  },
  {
    id: 'listExceptions',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/exceptions',
    summary: 'Accepted risks, those that end first on top',
    status: 200,
    paged: true,
    table: EXCEPTIONS_TABLE,
    response: list(exceptionRowSchema),
  },
  {
    id: 'addExceptions',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/exceptions',
    summary: 'Accept the risk of findings of the newest audit, or of a rule on members, for a time',
    status: 200,
    body: addExceptionsSchema,
    response: list(exceptionRowSchema),
  },
  {
    id: 'withdrawExceptions',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/exceptions/withdraw',
    summary: 'Take exceptions back: their findings are open again',
    status: 200,
    body: withdrawExceptionsSchema,
    response: list(exceptionRowSchema),
  },
  {
    id: 'deleteOrganizationData',
    method: 'DELETE',
    path: '/api/v1/organization/{org_id}/data',
    summary: 'Delete everything that Latchkey holds of this organization, sessions included',
    status: 204,
    body: z.strictObject({ organization_name: z.string() }),
  },
  {
    id: 'getRevocation',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/revocation',
    summary: 'Whether keys may be revoked from here, and until when the last proof holds',
    status: 200,
    sessionOnly: true,
    response: revocationSchema,
  },
  {
    id: 'setRevocation',
    method: 'PUT',
    path: '/api/v1/organization/{org_id}/revocation',
    summary: 'Switch revoking on, which needs a fresh proof, or off',
    status: 200,
    sessionOnly: true,
    body: setRevocationSchema,
    response: revocationSchema,
  },
  {
    id: 'proveForRevocation',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/revocation/proof',
    summary: 'Prove anew who sits before it, by the Braintrust key; holds for 10 minutes',
    status: 200,
    sessionOnly: true,
    body: revocationProofSchema,
    response: revocationSchema,
  },
  {
    id: 'revokeKeys',
    method: 'POST',
    path: '/api/v1/organization/{org_id}/revocations',
    summary: 'Revoke keys in this order, each confirmed by its name; stops at the unexpected',
    status: 200,
    sessionOnly: true,
    body: revokeKeysSchema,
    response: revocationResultSchema,
  },
  {
    id: 'getAudit',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}',
    summary: 'One audit with its coverage',
    status: 200,
    response: auditSchema,
  },
  {
    id: 'cancelAudit',
    method: 'POST',
    path: '/api/v1/audits/{audit_id}/cancel',
    summary: 'Stop a queued or running audit; what it stored stays readable',
    status: 202,
    response: auditSchema,
  },
  {
    id: 'resumeAudit',
    method: 'POST',
    path: '/api/v1/audits/{audit_id}/resume',
    summary: 'Go on with an audit whose credential was gone',
    status: 202,
    response: auditSchema,
  },
  {
    id: 'setSettingsPageCount',
    method: 'PUT',
    path: '/api/v1/audits/{audit_id}/settings-page-count',
    summary: "Note how many keys Braintrust's own settings page shows",
    status: 200,
    body: settingsPageCountSchema,
    response: auditSchema,
  },
  {
    id: 'exportAudit',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/export',
    summary: 'Keys, members, findings or service tokens of an audit as a file, as filtered',
    status: 200,
    table: KEYS_TABLE,
    streams: ['text/csv', 'application/json', 'application/x-ndjson'],
  },
  {
    id: 'listAuditChanges',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/changes',
    summary: 'New, gone and changed keys against the audit before',
    status: 200,
    paged: true,
    response: list(changeRowSchema),
  },
  {
    id: 'listAuditKeys',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/keys',
    summary: 'Keys of one audit',
    status: 200,
    paged: true,
    table: KEYS_TABLE,
    response: list(keyRowSchema),
  },
  {
    id: 'getAuditKeyFacets',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/keys/facets',
    summary: 'How many keys each filter value would show',
    status: 200,
    table: KEYS_TABLE,
    response: facetsSchema,
  },
  {
    id: 'getAuditKey',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/keys/{key_id}',
    summary: 'One key with its evidence and history',
    status: 200,
    response: keyDetailSchema,
  },
  {
    id: 'listAuditMembers',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/members',
    summary: 'Members of one audit with their coverage',
    status: 200,
    paged: true,
    table: MEMBERS_TABLE,
    response: list(memberRowSchema),
  },
  {
    id: 'getAuditMemberFacets',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/members/facets',
    summary: 'How many members each filter value would show',
    status: 200,
    table: MEMBERS_TABLE,
    response: facetsSchema,
  },
  {
    id: 'getAccess',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/access/{holder_id}',
    summary: 'What a member or a service account can reach, with the path of every grant',
    status: 200,
    response: accessSchema,
  },
  {
    id: 'listAuditServiceTokens',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/service-tokens',
    summary: 'Service tokens of one audit with their reach',
    status: 200,
    paged: true,
    table: SERVICE_TOKENS_TABLE,
    response: list(serviceTokenRowSchema),
  },
  {
    id: 'getAuditServiceTokenFacets',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/service-tokens/facets',
    summary: 'How many service tokens each filter value would show',
    status: 200,
    table: SERVICE_TOKENS_TABLE,
    response: facetsSchema,
  },
  {
    id: 'getAuditServiceToken',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/service-tokens/{token_id}',
    summary: 'One service token with its evidence and the keys that it supersedes',
    status: 200,
    response: serviceTokenDetailSchema,
  },
] as const satisfies readonly Endpoint[];
export type EndpointId = (typeof ENDPOINTS)[number]['id'];

/** The error answer of every endpoint. */
export const errorResponse = problemSchema;
