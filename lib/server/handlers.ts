import { fillPath, type EndpointId } from '@/lib/contract';
import * as audits from '@/lib/features/audits';
import * as keys from '@/lib/features/keys';
import * as members from '@/lib/features/members';
import * as serviceTokens from '@/lib/features/service-tokens';
import * as workloads from '@/lib/features/workloads';
import { listNextSteps } from '@/lib/features/next-steps';
import * as rules from '@/lib/features/rules';
import * as replacements from '@/lib/features/replacements';
import * as revocation from '@/lib/features/revocation';
import * as sessions from '@/lib/features/sessions';
import * as activity from '@/lib/features/activity';
import * as organizations from '@/lib/features/organizations';
import { eraseDeleted } from './erase-deleted';
import { exportAudit } from './export-audit';
import { exportReplacements } from './export-replacements';
import type { Handler } from './handle';
import { sendApiKeys } from './send-api-keys';
import { sendSettingsFile } from './send-settings-file';
import { startAuditRequest } from './start-audit-request';

export const HANDLERS: { readonly [Id in EndpointId]: Handler<Id> } = {
  startAudit: startAuditRequest,
  listAudits: async (ctx, { page }) => ({
    objects: await audits.listAudits(ctx, page),
  }),
  getOverview: (ctx, { runtime }) => audits.getOverview(ctx, runtime),
  getAudit: (ctx, { params }) => audits.getAudit(ctx, { auditId: params.audit_id }),
  cancelAudit: (ctx, { params }) => audits.cancelAudit(ctx, { auditId: params.audit_id }),
  resumeAudit: (ctx, { params }) => audits.resumeAudit(ctx, { auditId: params.audit_id }),
  setSettingsPageCount: (ctx, { params, body }) =>
    audits.setSettingsPageCount(ctx, { auditId: params.audit_id, count: body.count }),
  exportAudit: (ctx, { params, request, search, runtime }) =>
    exportAudit(ctx, {
      auditId: params.audit_id,
      method: request.method,
      search,
      streams: runtime.streams,
    }),
  listAuditChanges: (ctx, { params, search, page }) =>
    audits.listChanges(ctx, { auditId: params.audit_id, since: search.get('since'), ...page }),

  listApiKeys: sendApiKeys,
  listAuditKeys: async (ctx, { params, query, page }) => ({
    objects: await keys.listKeys(ctx, { auditId: params.audit_id, query, ...page }),
  }),
  getAuditKeyFacets: (ctx, { params, query }) =>
    keys.keyFacets(ctx, { auditId: params.audit_id, query }),
  getAuditKey: (ctx, { params }) =>
    keys.getKey(ctx, { auditId: params.audit_id, keyId: params.key_id }),

  listAuditMembers: async (ctx, { params, query, page }) => ({
    objects: await members.listMembers(ctx, { auditId: params.audit_id, query, ...page }),
  }),
  getAuditMemberFacets: (ctx, { params, query }) =>
    members.memberFacets(ctx, { auditId: params.audit_id, query }),
  getAuditMember: (ctx, { params }) =>
    members.getMember(ctx, { auditId: params.audit_id, memberId: params.member_id }),
  getAccess: (ctx, { params }) =>
    members.getAccess(ctx, { auditId: params.audit_id, holderId: params.holder_id }),

  listAuditServiceTokens: async (ctx, { params, query, page }) => ({
    objects: await serviceTokens.listServiceTokens(ctx, {
      auditId: params.audit_id,
      query,
      ...page,
    }),
  }),
  getAuditServiceTokenFacets: (ctx, { params, query }) =>
    serviceTokens.serviceTokenFacets(ctx, { auditId: params.audit_id, query }),
  getAuditServiceToken: (ctx, { params }) =>
    serviceTokens.getServiceToken(ctx, { auditId: params.audit_id, tokenId: params.token_id }),

  listNextSteps: async (ctx, { params }) => ({
    objects: await listNextSteps(ctx, { auditId: params.audit_id }),
  }),

  listAuditWorkloads: async (ctx, { params, query, page }) => ({
    objects: await workloads.listWorkloads(ctx, { auditId: params.audit_id, query, ...page }),
  }),
  getAuditWorkloadFacets: (ctx, { params, query }) =>
    workloads.workloadFacets(ctx, { auditId: params.audit_id, query }),
  getAuditWorkload: (ctx, { params }) =>
    workloads.getWorkload(ctx, { auditId: params.audit_id, workloadId: params.workload_id }),
  mergeWorkloads: async (ctx, { body }) => ({
    objects: await rules.mergeWorkloads(ctx, { workloadIds: body.workload_ids, into: body.into }),
  }),
  splitWorkload: async (ctx, { body }) => ({
    objects: await rules.splitWorkload(ctx, {
      workloadId: body.workload_id,
      keyIds: body.key_ids,
      name: body.name,
    }),
  }),
  withdrawWorkloadDecisions: async (ctx, { body }) => ({
    objects: await rules.withdrawWorkloadDecisions(ctx, body),
  }),
  assignWorkload: (ctx, { params, body }) =>
    workloads.assignWorkload(ctx, { workloadId: params.workload_id, ...body }),

  getRuleSettings: (ctx) => rules.getRuleSettings(ctx),
  saveRuleSettings: (ctx, { body }) =>
    rules.saveRuleSettings(ctx, { basedOn: body.based_on, settings: body.settings }),
  previewRuleSettings: (ctx, { body }) => rules.previewRuleSettings(ctx, body),
  exportSettingsFile: sendSettingsFile,
  setUsedBy: async (ctx, { body }) => ({
    previous: await rules.setUsedBy(ctx, body),
  }),
  getExceptionsSummary: (ctx) => rules.summarizeExceptions(ctx),
  listExceptions: async (ctx, { query, page }) => ({
    objects: await rules.listExceptions(ctx, { query, ...page }),
  }),
  addExceptions: async (ctx, { body }) => ({
    objects: await rules.addExceptions(ctx, { ...body, until: new Date(body.until) }),
  }),
  withdrawExceptions: async (ctx, { body }) => ({
    objects: await rules.withdrawExceptions(ctx, body),
  }),

  listReplacements: async (ctx, { query, page }) => ({
    objects: await replacements.listReplacements(ctx, { query, ...page }),
  }),
  getReplacementFacets: (ctx, { query }) => replacements.replacementFacets(ctx, { query }),
  getReplacementsSummary: (ctx) => replacements.getReplacementsSummary(ctx),
  exportReplacements: (ctx, { request, search, runtime }) =>
    exportReplacements(ctx, { method: request.method, search, streams: runtime.streams }),
  suggestReplacement: (ctx, { body }) => replacements.suggestReplacement(ctx, body),
  createReplacement: (ctx, { body }) => replacements.createReplacement(ctx, body),
  getReplacement: (ctx, { params }) =>
    replacements.getReplacement(ctx, { id: params.replacement_id }),
  updateReplacement: (ctx, { params, body }) =>
    replacements.updateReplacement(ctx, { id: params.replacement_id, ...body }),
  assignReplacement: (ctx, { params, body }) =>
    replacements.assignReplacement(ctx, { id: params.replacement_id, ...body }),
  deleteReplacement: async (ctx, { params }) => {
    await replacements.deleteReplacement(ctx, { id: params.replacement_id });
    return undefined;
  },
  actOnReplacementStep: (ctx, { params, body }) =>
    replacements.actOnStep(ctx, { id: params.replacement_id, ...body }),
  checkReplacement: async (ctx, { params, headers }) => {
    const audit = await replacements.checkReplacementNow(ctx, { id: params.replacement_id });
    headers.set('location', fillPath('/api/v1/audits/{audit_id}', { audit_id: audit.id }));
    return audit;
  },

  getRevocation: (ctx) => revocation.getRevocation(ctx),
  setRevocation: (ctx, { body }) => revocation.setRevoking(ctx, body),
  proveForRevocation: (ctx, { body }) =>
    revocation.proveForRevocation(ctx, { apiKey: body.api_key }),
  revokeKeys: (ctx, { body, runtime }) =>
    revocation.revokeKeys(ctx, { keys: body.keys, apiUrl: runtime.env.apiUrl, log: runtime.log }),

  listSessions: (ctx) => sessions.listOwnSessions(ctx),
  endSessions: async (ctx) => {
    await sessions.endOwnSessions(ctx);
    return undefined;
  },
  endSession: async (ctx, { params }) => {
    await sessions.endOwnSession(ctx, params.session_id);
    return undefined;
  },

  listActivity: async (ctx, { query, page }) => ({
    objects: await activity.listActivity(ctx, { query, ...page }),
  }),
  getActivityFacets: (ctx, { query }) => activity.activityFacets(ctx, { query }),

  changeRetention: (ctx, { body }) => organizations.changeRetention(ctx, body),
  deleteOrganizationData: async (ctx, { body, runtime }) => {
    await organizations.deleteOrganizationData(ctx, { organizationName: body.organization_name });
    await eraseDeleted(runtime);
    return undefined;
  },
};
