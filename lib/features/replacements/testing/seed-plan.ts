import {
  ACME,
  NOW,
  seedAudit,
  seedKeys,
  seedMembers,
  testContext,
} from '@/lib/features/audits/testing/seed';
import { storeParts } from '@/lib/features/audits/run/organization-parts';
import type { Context } from '@/lib/features/context';
import type { ReplacementDetail } from '@/lib/contract';
import {
  groupId,
  keyId,
  memberId,
  projectId,
  serviceTokenId,
  type AuditId,
} from '@/lib/domain/core';
import { rememberOrganization } from '@/lib/features/organizations';
import type { OrganizationContext } from '@/lib/domain/organization';
import type { PlanDraft } from '@/lib/domain/replacement-plan';
import type { Store } from '@/lib/platform/database';
import { createReplacement, suggestReplacement } from '../index';

const read = <T>(value: T) => ({ read: true, value }) as const;

/** Ada can update "prod ingest" and read "Chatbot". She has no access to "Secret plans". */
export const CONTEXT: OrganizationContext = {
  groups: read([
    {
      id: groupId('g-1'),
      name: 'Engineers',
      deleted: false,
      memberUsers: [memberId('u-ada')],
      memberGroups: [],
    },
  ]),
  roles: read([]),
  acls: read(
    [
      ['p-ingest', 'read'],
      ['p-ingest', 'update'],
      ['p-chat', 'read'],
    ].map(([objectId = '', permission = ''], index) => ({
      id: `acl-${index}`,
      objectType: 'project',
      objectId,
      userId: null,
      groupId: groupId('g-1'),
      permission,
      roleId: null,
      restrictObjectType: null,
    })),
  ),
  projects: read(
    [
      ['p-ingest', 'prod ingest'],
      ['p-chat', 'Chatbot'],
      ['p-secret', 'Secret plans'],
    ].map(([id = '', name = '']) => ({ id: projectId(id), name, deleted: false })),
  ),
  serviceTokens: read([
    {
      id: serviceTokenId('t-1'),
      name: 'Nightly',
      preview: 'bt-st-****fake',
      createdAt: null,
      expiry: { kind: 'unknown' },
      serviceAccountId: memberId('sa-1'),
      serviceAccountName: 'nightly',
      organizationId: null,
    },
  ]),
};

/** Stores an audit of Acme with Ada's keys `k-1` to `k-n`. */
export async function seedAcme(
  store: Store,
  {
    keys = 3,
    context = CONTEXT,
    names = (at: number) => `CI prod ingest ${at}`,
    finishedAt = NOW,
  } = {},
): Promise<Context & { audit: AuditId }> {
  await rememberOrganization(store.db, ACME, NOW);
  const stored = await store.transaction((tx) => storeParts(tx, ACME.id, context, {}));
  const audit = await seedAudit(store, { context: stored, finishedAt });
  await seedMembers(store, audit, [{ memberId: memberId('u-ada'), email: 'ada@acme.test' }]);
  await seedKeys(
    store,
    audit,
    Array.from({ length: keys }, (_, at) => ({
      keyId: keyId(`k-${at + 1}`),
      name: names(at + 1),
      holderId: memberId('u-ada'),
      holderEmail: 'ada@acme.test',
      usedBy: 'workload' as const,
    })),
  );
  return { ...testContext(store), audit };
}

/** The suggested plan for these keys, without the keys themselves. */
export async function draftFor(ctx: Context, keyIds: string[]): Promise<PlanDraft> {
  const { plan } = await suggestReplacement(ctx, {
    key_ids: keyIds,
    braintrust_plan: 'enterprise',
  });
  const { keys: _keys, ...draft } = plan;
  return draft;
}

/** Stores the suggested plan for these keys. */
export async function plan(ctx: Context, keyIds = ['k-1']): Promise<ReplacementDetail> {
  return createReplacement(ctx, { key_ids: keyIds, plan: await draftFor(ctx, keyIds) });
}
