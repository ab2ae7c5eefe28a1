import { randomUUID } from 'node:crypto';
import type { Context } from '@/lib/features/context';
import {
  auditId,
  DAY_MS,
  keyId,
  memberId,
  organizationId,
  serviceTokenId,
  type AuditId,
} from '@/lib/domain/core';
import { schema, type Store } from '@/lib/platform/database';
import { bulkInsert } from '@/lib/platform/database/bulk-insert';

export const NOW = new Date('2026-11-20T12:00:00.000Z');
export const ACME = { id: organizationId('org-acme'), name: 'Acme' };
export const OTHER = { id: organizationId('org-other'), name: 'Other' };

type NewAudit = typeof schema.audits.$inferInsert;
type NewKey = typeof schema.auditKeys.$inferInsert;
type NewServiceToken = typeof schema.auditServiceTokens.$inferInsert;
type NewWorkload = typeof schema.auditWorkloads.$inferInsert;
type NewMember = typeof schema.auditMembers.$inferInsert;

const unused = () => Promise.reject(new Error('a read verb has no use for secrets'));

/** An owner of `organization`, at `NOW`. */
export function testContext(store: Store, organization = ACME): Context {
  return {
    store,
    organization,
    actor: {
      kind: 'session',
      userId: memberId('u-olivia'),
      email: 'olivia@acme.test',
      label: 'olivia@acme.test',
    },
    sealer: { seal: unused, open: unused },
    credential: unused,
    proveOwner: () => Promise.resolve(),
    sessionProof: { proveAgain: unused, provenAt: () => Promise.resolve(NOW) },
    enqueueAudit: () => Promise.resolve(),
    enqueueReEvaluation: () => Promise.resolve(),
    now: () => NOW,
  };
}

/** Stores a finished audit of Acme; `audit` overrides the defaults. */
export async function seedAudit(store: Store, audit: Partial<NewAudit> = {}): Promise<AuditId> {
  const id = audit.id ?? auditId(randomUUID());
  const organization = audit.organizationId ?? ACME.id;
  await store.db
    .insert(schema.organizations)
    .values({ id: organization, name: audit.organizationName ?? ACME.name, createdAt: NOW })
    .onConflictDoNothing();
  await store.db.insert(schema.audits).values({
    id,
    organizationId: ACME.id,
    organizationName: ACME.name,
    status: 'complete',
    startedBy: 'olivia@acme.test',
    strategyAsked: 'auto',
    createdAt: NOW,
    startedAt: NOW,
    finishedAt: NOW,
    ...audit,
  });
  return id;
}

/** Stores keys of an audit: `k-00001` and so on, seen unless the test overrides it. */
export async function seedKeys(
  store: Store,
  audit: AuditId,
  keys: readonly Partial<NewKey>[],
): Promise<void> {
  const rows = keys.map((key, index): NewKey => {
    const full: NewKey = {
      auditId: audit,
      keyId: keyId(`k-${String(index + 1).padStart(5, '0')}`),
      name: `key ${index + 1}`,
      preview: 'sk-****fake',
      holderId: memberId('u-olivia'),
      expiryKind: 'never',
      state: 'seen',
      firstSeenAt: NOW,
      lastSeenAt: NOW,
      ...key,
    };
    return {
      ...full,
    };
  });
  await bulkInsert(store.db, schema.auditKeys, rows);
}

/** Stores members of an audit: `u-001` and so on, audited unless the test overrides it. */
export async function seedMembers(
  store: Store,
  audit: AuditId,
  members: readonly Partial<NewMember>[],
): Promise<void> {
  const rows = members.map((member, index): NewMember => ({
    auditId: audit,
    memberId: memberId(`u-${String(index + 1).padStart(3, '0')}`),
    position: index,
    state: 'audited',
    ...member,
  }));
  await bulkInsert(store.db, schema.auditMembers, rows);
}

/** Stores service tokens of an audit: `t-001` and so on. */
export async function seedServiceTokens(
  store: Store,
  audit: AuditId,
  tokens: readonly Partial<NewServiceToken>[],
): Promise<void> {
  const rows = tokens.map((token, index): NewServiceToken => ({
    auditId: audit,
    tokenId: serviceTokenId(`t-${String(index + 1).padStart(3, '0')}`),
    name: `token ${index + 1}`,
    preview: 'bt-st-****fake',
    expiryKind: 'never',
    ...token,
  }));
  await bulkInsert(store.db, schema.auditServiceTokens, rows);
}

/** Stores workloads "w-1", "w-2", … of an audit; each overrides the defaults. */
export async function seedWorkloads(
  store: Store,
  audit: AuditId,
  workloads: readonly Partial<NewWorkload>[],
): Promise<void> {
  const rows = workloads.map((workload, index): NewWorkload => ({
    auditId: audit,
    workloadId: `w-${index + 1}`,
    name: `workload ${index + 1}`,
    hasPurpose: true,
    keyIds: [],
    keys: workload.keyIds?.length ?? 0,
    keysToReplace: 0,
    holders: 1,
    access: 'unknown',
    priority: index + 1,
    ...workload,
  }));
  await bulkInsert(store.db, schema.auditWorkloads, rows);
}

/** Stores an exception of Acme that is active for another 30 days; `exception` overrides the defaults. */
export async function seedException(
  store: Store,
  exception: Partial<typeof schema.exceptions.$inferInsert> = {},
): Promise<string> {
  const id = exception.id ?? randomUUID();
  await store.db.insert(schema.exceptions).values({
    id,
    organizationId: ACME.id,
    rule: 'old-key',
    scope: 'holder',
    subjectType: 'member',
    subjectId: 'u-001',
    subjectName: 'u-001@acme.test',
    reason: 'known',
    until: new Date(NOW.getTime() + 30 * DAY_MS),
    author: 'olivia@acme.test',
    createdAt: NOW,
    ...exception,
  });
  return id;
}
