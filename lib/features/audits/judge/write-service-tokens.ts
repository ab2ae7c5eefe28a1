import { worstSeverity, type AuditId } from '@/lib/domain/core';
import type { ServiceToken } from '@/lib/domain/organization';
import {
  serviceTokenReach,
  type Evaluation,
  type PolicySettings,
  type Snapshot,
} from '@/lib/domain/policy';
import { bulkInsert, schema, type Transaction } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { dateColumns } from '../run/stored-key';
import { storedNotAssessed } from './stored-not-assessed';

const { auditServiceTokens } = schema;

/** Writes the service tokens of an audit with access and findings; nothing if they could not be read. */
export async function writeServiceTokens(
  tx: Transaction,
  auditId: AuditId,
  { serviceTokens, reaches }: Snapshot,
  judged: { evaluation: Evaluation; settings: PolicySettings },
): Promise<void> {
  if (!serviceTokens.read) return;
  // They are few, so rows of an earlier evaluation are simply replaced.
  await tx.delete(auditServiceTokens).where(eq(auditServiceTokens.auditId, auditId));
  const judgementOf = judgements(judged.evaluation);
  const automatic = new Set(judged.settings.automaticTokens);
  const rows = serviceTokens.value.map((token) => ({
    auditId,
    ...observed(token),
    ...reached(token, reaches),
    ...judgementOf(token),
    automatic: automatic.has(token.id),
  }));
  await bulkInsert(tx, auditServiceTokens, rows);
}

function observed(token: ServiceToken) {
  return {
    tokenId: token.id,
    name: token.name,
    preview: token.preview,
    serviceAccountId: token.serviceAccountId,
    serviceAccountName: token.serviceAccountName,
    boundOrganizationId: token.organizationId,
    ...dateColumns(token),
  };
}

function reached(token: ServiceToken, reaches: Snapshot['reaches']) {
  const { level, reach, unknownWhy } = serviceTokenReach(token, reaches);
  return {
    access: level,
    projectsReached: reach?.projectsReached ?? null,
    everyProject: reach?.everyProject ?? null,
    reachUnknownWhy: unknownWhy,
  };
}

function judgements({ findings, notAssessed, superseded }: Evaluation) {
  const found = new Map<string, Evaluation['findings'][number][]>();
  const missing = new Map<string, Evaluation['notAssessed'][number][]>();
  for (const finding of findings) append(found, finding);
  for (const entry of notAssessed) append(missing, entry);
  return ({ id }: ServiceToken) => {
    const own = found.get(id) ?? [];
    const open = own.filter((finding) => finding.state === 'open');
    const supersededKeys = [...(superseded.get(id) ?? [])];
    return {
      severity: worstSeverity(open.map((finding) => finding.severity)),
      findings: [...new Set(open.map((finding) => finding.rule))],
      supersedes: supersededKeys.length,
      supersededKeys,
      notAssessed: (missing.get(id) ?? []).map(storedNotAssessed),
    };
  };
}

function append<Item extends { subject: { type: string; id: string } }>(
  map: Map<string, Item[]>,
  item: Item,
): void {
  if (item.subject.type !== 'service-token') return;
  const list = map.get(item.subject.id);
  if (list === undefined) map.set(item.subject.id, [item]);
  else list.push(item);
}
