import type { AuditRow } from '@/lib/features/audits';
import type { ReplacementSuggestion } from '@/lib/contract';
import { schema, type Database } from '@/lib/platform/database';
import { textArray } from '@/lib/platform/database/listing';
import { and, eq, sql } from '@/lib/platform/database/sql';
import { kindOf, type AuditedKey } from './read-keys';

type SeparatePlan = ReplacementSuggestion['separate_plans'][number];

/**
 * Splits keys into those of each workload. The other keys have no workload: those of a person or a former
 * member share a plan with the holder's other keys, because they need no token. Each of the rest gets its own plan,
 * because one token for them could serve two programs.
 */
export async function separatePlans(
  db: Database,
  audit: AuditRow,
  keys: readonly AuditedKey[],
): Promise<SeparatePlan[]> {
  const { auditWorkloads } = schema;
  const ids = textArray(keys.map(({ key }) => key.id));
  const workloads = await db
    .select({
      id: auditWorkloads.workloadId,
      name: auditWorkloads.name,
      keyIds: auditWorkloads.keyIds,
    })
    .from(auditWorkloads)
    .where(and(eq(auditWorkloads.auditId, audit.id), sql`${auditWorkloads.keyIds} && ${ids}`));
  const workloadOf = new Map<string, (typeof workloads)[number]>(
    workloads.flatMap((workload) => workload.keyIds.map((id) => [id, workload] as const)),
  );
  const plans = new Map<string, SeparatePlan>();
  for (const audited of keys) {
    const { id } = audited.key;
    const workload = workloadOf.get(id);
    const [group, name] =
      workload === undefined
        ? withoutWorkload(audited)
        : [`workload ${workload.id}`, workload.name];
    const plan = plans.get(group) ?? { workload_id: workload?.id ?? null, name, key_ids: [] };
    plan.key_ids.push(id);
    plans.set(group, plan);
  }
  return [...plans.values()];
}

function withoutWorkload(audited: AuditedKey): [group: string, name: string] {
  const { id, name, holder_id, holder_name, holder_email } = audited.key;
  return kindOf([audited]) === 'workload'
    ? [`key ${id}`, name]
    : [`holder ${holder_id}`, holder_name ?? holder_email ?? holder_id];
}
