import { createHash } from 'node:crypto';
import { AppError, memberId, type OrganizationId } from '@/lib/domain/core';
import {
  DEFAULT_SETTINGS,
  settingsSchema,
  type Decisions,
  type Exception,
  type PolicySettings,
} from '@/lib/domain/policy';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { and, asc, desc, eq, isNull } from '@/lib/platform/database/sql';

/** Settings, with when and by whom they were saved; both are `null` for the defaults. */
export type SavedSettings = {
  settings: PolicySettings;
  changedAt: Date | null;
  changedBy: string | null;
};

/** The organization's current settings: the latest saved ones, or the defaults. */
export async function loadSettings(
  db: Database | Transaction,
  organizationId: OrganizationId,
): Promise<SavedSettings> {
  const { ruleSettings } = schema;
  const [row] = await db
    .select()
    .from(ruleSettings)
    .where(eq(ruleSettings.organizationId, organizationId))
    .orderBy(desc(ruleSettings.version))
    .limit(1);
  if (row === undefined) return { settings: DEFAULT_SETTINGS, changedAt: null, changedBy: null };
  return {
    settings: toSettings(row.settings, row.version),
    changedAt: row.createdAt,
    changedBy: row.createdBy,
  };
}

/** What audits are evaluated by. Two are the same if their fingerprints are. */
export type Judgement = { settings: PolicySettings; decisions: Decisions; fingerprint: string };

export async function loadJudgement(
  db: Database | Transaction,
  organizationId: OrganizationId,
): Promise<Judgement> {
  const { settings } = await loadSettings(db, organizationId);
  const decisions = await loadDecisions(db, organizationId);
  const { usedBy, workloads, exceptions } = decisions;
  const content = JSON.stringify([settings, [...usedBy], [...workloads], exceptions]);
  const fingerprint = createHash('sha256').update(content).digest('base64');
  return { settings, decisions, fingerprint };
}

/** Everything that owners decided: usage overrides, workloads, and accepted risks, including expired ones. */
export async function loadDecisions(
  db: Database | Transaction,
  organizationId: OrganizationId,
): Promise<Decisions> {
  const { exceptions, usedByDecisions, workloadDecisions } = schema;
  const uses = await db
    .select()
    .from(usedByDecisions)
    .where(eq(usedByDecisions.organizationId, organizationId))
    .orderBy(asc(usedByDecisions.keyId));
  const workloads = await db
    .select()
    .from(workloadDecisions)
    .where(eq(workloadDecisions.organizationId, organizationId))
    .orderBy(asc(workloadDecisions.subject));
  const accepted = await db
    .select()
    .from(exceptions)
    .where(and(eq(exceptions.organizationId, organizationId), isNull(exceptions.withdrawnAt)))
    .orderBy(asc(exceptions.id));
  return {
    usedBy: new Map(uses.map(({ keyId, ...decision }) => [keyId, decision])),
    workloads: new Map(
      workloads.map(({ subject, workloadId, name }) => [subject, { workload: workloadId, name }]),
    ),
    exceptions: accepted.map(toException),
  };
}

function toException(row: typeof schema.exceptions.$inferSelect): Exception {
  const { id, rule, reason, until, author, createdAt } = row;
  const scope: Exception['scope'] =
    row.scope === 'holder'
      ? { type: 'holder', memberId: memberId(row.subjectId) }
      : { type: 'subject', subject: { type: row.subjectType, id: row.subjectId } };
  return { id, rule, scope, reason, until, author, createdAt };
}

function toSettings(stored: unknown, version: number): PolicySettings {
  const parsed = settingsSchema.safeParse(
    typeof stored === 'object' && stored !== null ? { ...stored, version } : stored,
  );
  if (parsed.success) return parsed.data;
  throw new AppError('internal', "Couldn't read the stored rule settings. Check the server log.", {
    message: `rule settings version ${version} are invalid: ${parsed.error.message}`,
  });
}
