import { randomUUID } from 'node:crypto';
import { recordActivity } from '@/lib/features/activity';
import { findingId, findLatestAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { exceptionProblems, type AddExceptionsBody, type ExceptionRow } from '@/lib/contract';
import { AppError, memberId, personLabel, type AuditId } from '@/lib/domain/core';
import { bulkInsert, schema, type Transaction } from '@/lib/platform/database';
import { and, eq, inArray } from '@/lib/platform/database/sql';
import { changeJudgement } from './change-judgement';
import { decisionText } from './decision-text';
import { toWireException, type StoredException } from './exceptions-listing';

const { auditFindings, auditMembers, exceptions } = schema;

type Target = AddExceptionsBody['targets'][number];
type FindingTarget = Exclude<Target, { member_id: string }>;
/** What an exception applies to. */
type Subject = Pick<
  StoredException,
  'rule' | 'scope' | 'subjectType' | 'subjectId' | 'subjectName'
>;

/**
 * Accepts risks until a date: findings of the latest audit, or one rule for a member and everything they
 * hold. If one target fails, none is accepted.
 * *Errors*: `bad-request` for an empty reason, or an end that has passed or is more than a year ahead;
 * `no-audit`; `not-found` for a finding or member that isn't in the latest audit.
 */
export async function addExceptions(
  ctx: Context,
  input: { targets: readonly Target[]; reason: string; until: Date },
): Promise<ExceptionRow[]> {
  const reason = decisionText(input.reason);
  checkTerms({ reason, until: input.until }, ctx.now());
  const rows = await changeJudgement(ctx, async (tx) => {
    const subjects = await findSubjects(tx, ctx, input.targets);
    const added = subjects.map((subject): StoredException => ({
      ...subject,
      id: randomUUID(),
      organizationId: ctx.organization.id,
      reason,
      until: input.until,
      author: ctx.actor.label,
      createdAt: ctx.now(),
      withdrawnAt: null,
      withdrawnBy: null,
    }));
    await bulkInsert(tx, exceptions, added);
    await recordActivity(tx, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: 'exceptions-added',
      details: { ...toldOf(added), reason, until: input.until.toISOString() },
      at: ctx.now(),
    });
    return { changed: true, result: added };
  });
  return rows.map((row) => toWireException(row, ctx.now()));
}

/** Details for the activity log: the number of exceptions, or which one if there is only one. */
export function toldOf(rows: readonly StoredException[]): Record<string, string | number> {
  const [only] = rows;
  if (only === undefined || rows.length > 1) return { exceptions: rows.length };
  return { exceptions: 1, rule: only.rule, subject: only.subjectName, subject_id: only.subjectId };
}

function checkTerms(terms: { reason: string; until: Date }, now: Date): void {
  for (const [field, problem] of Object.entries(exceptionProblems(terms, now))) {
    if (problem !== null) throw new AppError('bad-request', `${field}: ${problem}`);
  }
}

async function findSubjects(
  tx: Transaction,
  ctx: Context,
  targets: readonly Target[],
): Promise<Subject[]> {
  const audit = await findLatestAudit(ctx, tx);
  if (audit === null) {
    throw new AppError('no-audit', 'There are no findings to accept yet. Run an audit first.');
  }
  const idOf = (target: FindingTarget) => findingIdOf(ctx, target);
  const findings = await loadFindings(
    tx,
    audit.id,
    targets.flatMap((target) => ('member_id' in target ? [] : [idOf(target)])),
  );
  const members = await loadMembers(tx, audit.id, targets);
  const found = new Map<string, Subject>();
  for (const target of targets) {
    const subject =
      'member_id' in target
        ? memberSubject(target, members.get(target.member_id))
        : findings.get(idOf(target));
    if (subject === undefined) {
      throw new AppError(
        'not-found',
        "At least one of these findings or members isn't in the latest audit. No risk was accepted.",
      );
    }
    // The same target twice counts once.
    found.set(
      JSON.stringify([subject.rule, subject.scope, subject.subjectType, subject.subjectId]),
      subject,
    );
  }
  return [...found.values()];
}

function findingIdOf(ctx: Context, target: FindingTarget): string {
  if ('finding_id' in target) return target.finding_id;
  return findingId(ctx.organization.id, target.rule, { type: 'key', id: target.key_id });
}

async function loadFindings(
  tx: Transaction,
  auditId: AuditId,
  ids: string[],
): Promise<Map<string, Subject>> {
  const rows = await tx
    .select()
    .from(auditFindings)
    .where(and(eq(auditFindings.auditId, auditId), inArray(auditFindings.id, ids)));
  return new Map(
    rows.map(({ id, rule, subjectType, subjectId, subjectName }) => [
      id,
      { rule, scope: 'subject', subjectType, subjectId, subjectName },
    ]),
  );
}

async function loadMembers(
  tx: Transaction,
  auditId: AuditId,
  targets: readonly Target[],
): Promise<Map<string, string>> {
  const ids = targets.flatMap((target) =>
    'member_id' in target ? [memberId(target.member_id)] : [],
  );
  const rows = await tx
    .select()
    .from(auditMembers)
    .where(and(eq(auditMembers.auditId, auditId), inArray(auditMembers.memberId, ids)));
  return new Map(rows.map((row) => [row.memberId, personLabel({ ...row, id: row.memberId })]));
}

function memberSubject(
  target: Extract<Target, { member_id: string }>,
  name: string | undefined,
): Subject | undefined {
  if (name === undefined) return undefined;
  return {
    rule: target.rule,
    scope: 'holder',
    subjectType: 'member',
    subjectId: target.member_id,
    subjectName: name,
  };
}
