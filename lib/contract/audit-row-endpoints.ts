import { accessSchema } from './access';
import { facetsSchema, list, type Endpoint } from './endpoint';
import { changesSchema, keyDetailSchema, keyRowSchema, memberRowSchema } from './rows';
import { serviceTokenDetailSchema, serviceTokenRowSchema } from './service-tokens';
import { nextStepSchema } from './next-steps';
import { KEYS_TABLE, MEMBERS_TABLE, SERVICE_TOKENS_TABLE, WORKLOADS_TABLE } from './tables';
import { workloadDetailSchema, workloadRowSchema } from './workloads';

/** What an audit found, row by row. */
export const AUDIT_ROW_ENDPOINTS = [
  {
    id: 'listNextSteps',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/next-steps',
    summary: 'List what to do first after an audit, at most five steps',
    status: 200,
    response: list(nextStepSchema),
  },
  {
    id: 'listAuditChanges',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/changes',
    summary:
      'List keys that were added, removed, or changed since the previous audit, or another one',
    status: 200,
    paged: true,
    parameters: {
      since: 'Compares with this complete or partial audit instead of the previous one.',
    },
    response: changesSchema,
  },
  {
    id: 'listAuditKeys',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/keys',
    summary: 'List the keys of an audit',
    status: 200,
    paged: true,
    table: KEYS_TABLE,
    response: list(keyRowSchema),
  },
  {
    id: 'getAuditKeyFacets',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/keys/facets',
    summary: 'Count the keys that match each filter value',
    status: 200,
    table: KEYS_TABLE,
    response: facetsSchema,
  },
  {
    id: 'getAuditKey',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/keys/{key_id}',
    summary: 'Get a key with its evidence and history',
    status: 200,
    response: keyDetailSchema,
  },
  {
    id: 'listAuditMembers',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/members',
    summary: 'List the members of an audit with their coverage',
    status: 200,
    paged: true,
    table: MEMBERS_TABLE,
    response: list(memberRowSchema),
  },
  {
    id: 'getAuditMemberFacets',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/members/facets',
    summary: 'Count the members that match each filter value',
    status: 200,
    table: MEMBERS_TABLE,
    response: facetsSchema,
  },
  {
    id: 'getAccess',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/access/{holder_id}',
    summary:
      'Get the effective access of a member or service account, with the path of every grant',
    status: 200,
    response: accessSchema,
  },
  {
    id: 'listAuditServiceTokens',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/service-tokens',
    summary: 'List the service tokens of an audit with their effective access',
    status: 200,
    paged: true,
    table: SERVICE_TOKENS_TABLE,
    response: list(serviceTokenRowSchema),
  },
  {
    id: 'getAuditServiceTokenFacets',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/service-tokens/facets',
    summary: 'Count the service tokens that match each filter value',
    status: 200,
    table: SERVICE_TOKENS_TABLE,
    response: facetsSchema,
  },
  {
    id: 'getAuditServiceToken',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/service-tokens/{token_id}',
    summary: 'Get a service token with its evidence and the keys that it supersedes',
    status: 200,
    response: serviceTokenDetailSchema,
  },
  {
    id: 'listAuditWorkloads',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/workloads',
    summary: 'List the programs that use API keys, with their keys counted, the riskiest first',
    status: 200,
    paged: true,
    table: WORKLOADS_TABLE,
    response: list(workloadRowSchema),
  },
  {
    id: 'getAuditWorkloadFacets',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/workloads/facets',
    summary: 'Count the workloads that match each filter value',
    status: 200,
    table: WORKLOADS_TABLE,
    response: facetsSchema,
  },
  {
    id: 'getAuditWorkload',
    method: 'GET',
    path: '/api/v1/audits/{audit_id}/workloads/{workload_id}',
    summary: 'Get a workload with the ids of its keys',
    status: 200,
    response: workloadDetailSchema,
  },
] as const satisfies readonly Endpoint[];
