import { memberId, serviceTokenId } from '@/lib/domain/core';
import type { Power, Reach, ServiceToken } from '@/lib/domain/organization';
import type { Plan, PlanKey } from '../plan';
import type { ReachToday } from '../reach-today';

export const aKey = (facts: Partial<PlanKey> = {}): PlanKey => ({
  id: 'key-1',
  name: 'CI prod ingest key',
  preview: 'sk-****fake',
  holder_id: 'ada',
  holder_name: 'Ada Lovelace',
  holder_email: 'ada@acme.test',
  created: '2025-03-04T00:00:00.000Z',
  ...facts,
});

export const UPDATE_LOGS = { permission: 'update', restrict_object_type: 'project_log' };
export const READ = { permission: 'read', restrict_object_type: null };

/** A complete Enterprise plan for one key. */
export const aPlan = (facts: Partial<Plan> = {}): Plan => ({
  keys: [aKey()],
  title: 'Replace CI prod ingest key',
  variant: { braintrust_plan: 'enterprise', how: 'ui', kind: 'workload' },
  needs_token: true,
  used_by: '',
  stored_in: '',
  projects: [{ id: 'p-ingest', name: 'prod ingest', grants: [UPDATE_LOGS] }],
  group_name: 'ci-prod-ingest',
  account_name: 'ci-prod-ingest',
  token_name: 'ci-prod-ingest',
  expiry_days: 90,
  variable: 'BRAINTRUST_API_KEY',
  message: null,
  notes: '',
  ...facts,
});

/** The access of a holder of two projects. */
export const aReachToday = (facts: Partial<ReachToday> = {}): ReachToday => ({
  unknown: [],
  organization: [],
  every_project: [],
  projects: [
    { id: 'p-ingest', name: 'prod ingest', grants: [READ, grant('update')] },
    { id: 'p-other', name: 'Chatbot', grants: [READ] },
  ],
  others: [],
  ...facts,
});

export const grant = (permission: string, only: string | null = null) => ({
  permission,
  restrict_object_type: only,
});

export const power = (
  permission: string,
  on: Power['on'] = { type: 'project', id: 'p-ingest' },
  restrictObjectType: string | null = null,
): Power => ({
  permission,
  restrictObjectType,
  on,
  path: [{ kind: 'group', id: 'g', name: 'Engineers' }],
});

export const reachOf = (powers: readonly Power[], unread: readonly string[] = []): Reach => ({
  level: 'some-projects',
  atLeast: 'some-projects',
  powers,
  widePowers: [],
  projectsReached: 1,
  everyProject: false,
  grantsItself: false,
  unread,
});

export const aToken = (facts: Partial<ServiceToken> = {}): ServiceToken => ({
  id: serviceTokenId('token-1'),
  name: 'ci-prod-ingest',
  preview: 'bt-st-****fake',
  createdAt: new Date('2026-11-01T00:00:00Z'),
  expiry: { kind: 'unknown' },
  serviceAccountId: memberId('account-1'),
  serviceAccountName: 'ci-prod-ingest',
  organizationId: null,
  ...facts,
});
