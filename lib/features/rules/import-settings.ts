import { randomUUID } from 'node:crypto';
import { keyId, type OrganizationId } from '@/lib/domain/core';
import type { Organization } from '@/lib/domain/organization';
import type { SettingsFile } from '@/lib/domain/policy';
import { rememberOrganization } from '@/lib/features/organizations';
import { bulkInsert, schema, type Store, type Transaction } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';
import { decisionText } from './decision-text';
import { withoutVersion } from './get-rule-settings';

/**
 * Stores a settings file, with its version, for an organization that has no settings yet. Later audits are
 * evaluated by it. Exceptions are imported even if they have ended. For a key or a
 * workload that appears twice, the last line wins.
 */
export async function importSettings(
  store: Store,
  organization: Organization,
  file: SettingsFile,
  by: { author: string; at: Date },
): Promise<void> {
  const { exceptions, used_by: usedBy, workloads, ...settings } = file;
  const organizationId = organization.id;
  await store.transaction(async (tx) => {
    await rememberOrganization(tx, organization, by.at);
    await tx.insert(schema.ruleSettings).values({
      organizationId,
      version: settings.version,
      settings: withoutVersion(settings),
      createdAt: by.at,
      createdBy: by.author,
    });
    await importExceptions(tx, organizationId, exceptions, by.at);
    await importUsedBy(tx, organizationId, usedBy, by.at);
    await importWorkloads(tx, organizationId, workloads, by.at);
  });
}

async function importExceptions(
  tx: Transaction,
  organizationId: OrganizationId,
  exceptions: SettingsFile['exceptions'],
  now: Date,
): Promise<void> {
  await bulkInsert(
    tx,
    schema.exceptions,
    exceptions.map((exception) => ({
      id: randomUUID(),
      organizationId,
      rule: exception.rule,
      scope: exception.scope,
      subjectType: exception.subject_type,
      subjectId: exception.subject_id,
      subjectName: decisionText(exception.subject_name ?? exception.subject_id),
      reason: decisionText(exception.reason),
      until: exception.until,
      author: decisionText(exception.author),
      createdAt: exception.created_at ?? now,
    })),
  );
}

async function importUsedBy(
  tx: Transaction,
  organizationId: OrganizationId,
  decisions: SettingsFile['used_by'],
  now: Date,
): Promise<void> {
  const byKey = new Map(decisions.map((decision) => [decision.key_id, decision]));
  await bulkInsert(
    tx,
    schema.usedByDecisions,
    [...byKey.values()].map((decision) => ({
      organizationId,
      keyId: keyId(decision.key_id),
      usedBy: decision.used_by,
      note: decisionText(decision.note),
      author: decisionText(decision.author),
      at: decision.at ?? now,
    })),
    { onConflict: sql`do nothing` },
  );
}

async function importWorkloads(
  tx: Transaction,
  organizationId: OrganizationId,
  decisions: SettingsFile['workloads'],
  now: Date,
): Promise<void> {
  const bySubject = new Map(decisions.map((decision) => [decision.subject, decision]));
  await bulkInsert(
    tx,
    schema.workloadDecisions,
    [...bySubject.values()].map((decision) => ({
      organizationId,
      subject: decision.subject,
      subjectName: decisionText(decision.subject_name ?? decision.subject),
      workloadId: decision.workload_id,
      name: decisionText(decision.workload),
      author: decisionText(decision.author),
      at: decision.at ?? now,
    })),
  );
}
