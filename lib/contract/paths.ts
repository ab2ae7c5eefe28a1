/** Paths of the HTTP API, for the client and for links. Ids are encoded. */
const part = encodeURIComponent;
const organization = (organizationId: string) => `/api/v1/organization/${part(organizationId)}`;
const audit = (auditId: string) => `/api/v1/audits/${part(auditId)}`;

export const apiPaths = {
  apiKeys: (organizationId: string) => `${organization(organizationId)}/api-keys`,
  audits: (organizationId: string) => `${organization(organizationId)}/audits`,
  overview: (organizationId: string) => `${organization(organizationId)}/overview`,
  activity: (organizationId: string) => `${organization(organizationId)}/activity`,
  activityFacets: (organizationId: string) => `${organization(organizationId)}/activity/facets`,
  ruleSettings: (organizationId: string) => `${organization(organizationId)}/rule-settings`,
  ruleSettingsPreview: (organizationId: string) =>
    `${organization(organizationId)}/rule-settings/preview`,
  ruleSettingsFile: (organizationId: string) =>
    `${organization(organizationId)}/rule-settings/file`,
  usedBy: (organizationId: string) => `${organization(organizationId)}/used-by`,
  exceptions: (organizationId: string) => `${organization(organizationId)}/exceptions`,
  exceptionsWithdraw: (organizationId: string) =>
    `${organization(organizationId)}/exceptions/withdraw`,
  organizationData: (organizationId: string) => `${organization(organizationId)}/data`,
  retention: (organizationId: string) => `${organization(organizationId)}/retention`,
  revocation: (organizationId: string) => `${organization(organizationId)}/revocation`,
  revocationProof: (organizationId: string) => `${organization(organizationId)}/revocation/proof`,
  revocations: (organizationId: string) => `${organization(organizationId)}/revocations`,
  sessions: (organizationId: string) => `${organization(organizationId)}/sessions`,
  session: (organizationId: string, id: string) =>
    `${organization(organizationId)}/sessions/${part(id)}`,
  replacements: (organizationId: string) => `${organization(organizationId)}/replacements`,
  replacementsSummary: (organizationId: string) =>
    `${organization(organizationId)}/replacements/summary`,
  replacementFacets: (organizationId: string) =>
    `${organization(organizationId)}/replacements/facets`,
  replacementsSuggest: (organizationId: string) =>
    `${organization(organizationId)}/replacements/suggest`,
  replacementsExport: (organizationId: string) =>
    `${organization(organizationId)}/replacements/export`,
  replacement: (organizationId: string, id: string) =>
    `${organization(organizationId)}/replacements/${part(id)}`,
  replacementCheck: (organizationId: string, id: string) =>
    `${organization(organizationId)}/replacements/${part(id)}/check`,
  replacementSteps: (organizationId: string, id: string) =>
    `${organization(organizationId)}/replacements/${part(id)}/steps`,
  audit,
  auditCancel: (auditId: string) => `${audit(auditId)}/cancel`,
  auditResume: (auditId: string) => `${audit(auditId)}/resume`,
  auditExport: (auditId: string) => `${audit(auditId)}/export`,
  auditChanges: (auditId: string) => `${audit(auditId)}/changes`,
  auditSettingsPageCount: (auditId: string) => `${audit(auditId)}/settings-page-count`,
  auditKeys: (auditId: string) => `${audit(auditId)}/keys`,
  auditKeyFacets: (auditId: string) => `${audit(auditId)}/keys/facets`,
  auditKey: (auditId: string, keyId: string) => `${audit(auditId)}/keys/${part(keyId)}`,
  auditMembers: (auditId: string) => `${audit(auditId)}/members`,
  auditMemberFacets: (auditId: string) => `${audit(auditId)}/members/facets`,
  auditAccess: (auditId: string, holderId: string) => `${audit(auditId)}/access/${part(holderId)}`,
  auditServiceTokens: (auditId: string) => `${audit(auditId)}/service-tokens`,
  auditServiceTokenFacets: (auditId: string) => `${audit(auditId)}/service-tokens/facets`,
  auditServiceToken: (auditId: string, tokenId: string) =>
    `${audit(auditId)}/service-tokens/${part(tokenId)}`,
} as const;
