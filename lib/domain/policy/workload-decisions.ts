import type { Key } from '@/lib/domain/organization';
import type { Purpose } from './names/purpose';
import type { Decisions, WorkloadDecision } from './types';

type WorkloadDecisions = Decisions['workloads'];

/** The id of a key's own workload, if its name doesn't say what the key is for. */
export const ownWorkloadId = (key: Pick<Key, 'id'>): string => `key:${key.id}`;

/**
 * Follows people's decisions from a workload, or from a key (`ownWorkloadId`), to the workload that it counts as.
 * `null`: no one decided anything about it.
 */
export function followDecisions(
  subject: string,
  decisions: WorkloadDecisions,
): WorkloadDecision | null {
  let found: WorkloadDecision | null = null;
  const seen = new Set([subject]);
  for (
    let next = decisions.get(subject);
    next !== undefined && !seen.has(next.workload);
    next = decisions.get(next.workload)
  ) {
    seen.add(next.workload);
    found = next;
  }
  return found;
}

/**
 * Applies people's decisions to what a key is for. A merged workload's keys have its form in common with those of
 * the workload that it counts as. A key that was split off has nothing in common with other keys of its name.
 */
export function applyDecisions(
  key: Key,
  purpose: Purpose | null,
  decisions: WorkloadDecisions,
): Purpose | null {
  if (decisions.size === 0) return purpose;
  const own = followDecisions(ownWorkloadId(key), decisions);
  if (own !== null) return decided(own, []);
  for (const form of purpose?.forms ?? []) {
    const merged = followDecisions(form, decisions);
    if (merged !== null) return decided(merged, purpose?.forms ?? []);
  }
  return purpose;
}

function decided({ workload, name }: WorkloadDecision, forms: readonly string[]): Purpose {
  return { words: [name], name, forms: [...forms, workload], workload };
}
