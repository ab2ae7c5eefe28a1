import { ACCESS_LEVELS, SEVERITIES, worstSeverity, type AccessLevel } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import type { Facts } from './facts';
import { ACCESS_BY_RISK } from './priority';
import type { Workload } from './types';
import type { OwnAssessment } from './verdict';
import { ownWorkloadId } from './workload-decisions';

type Group = {
  forms: Set<string>;
  /** Each purpose as written, with the number of its keys. */
  names: Map<string, number>;
  keys: Key[];
  hasPurpose: boolean;
  /** The workloads that a person chose for keys, by id, with their names. More than one if their keys have a name in common. */
  decided: Map<string, string>;
};

/**
 * Groups the keys that programs use by purpose. Expired keys are left out, because nothing can use them.
 * A key whose name has no purpose is a workload of its own, unless a person decided otherwise: a wrong guess
 * would plan one service token for two programs.
 */
export function findWorkloads(
  keys: readonly Key[],
  facts: Pick<Facts, 'powerOf' | 'superseded' | 'purposeOfKey'>,
  assessments: ReadonlyMap<string, OwnAssessment>,
): Workload[] {
  const used = keys.filter(({ id }) => {
    const assessment = assessments.get(id);
    return assessment?.usedBy === 'workload' && assessment.verdict !== 'revoke';
  });
  return groupByPurpose(used, facts)
    .map((group) => toWorkload(group, facts, assessments))
    .toSorted(comparePriority)
    .map((workload, index) => ({ ...workload, priority: index + 1 }));
}

type Unranked = Omit<Workload, 'priority'>;

function comparePriority(a: Unranked, b: Unranked): number {
  return (
    rankOf(SEVERITIES, a.severity) - rankOf(SEVERITIES, b.severity) ||
    rankOf(ACCESS_BY_RISK, a.access) - rankOf(ACCESS_BY_RISK, b.access) ||
    b.keys.length - a.keys.length ||
    compareAge(a.oldestAt, b.oldestAt) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** The older first, an unknown age last. */
function compareAge(a: Date | null, b: Date | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.getTime() - b.getTime();
}

function rankOf<Value extends string>(worstFirst: readonly Value[], value: Value | null): number {
  return value === null ? worstFirst.length : worstFirst.indexOf(value);
}

function groupByPurpose(
  keys: readonly Key[],
  { purposeOfKey }: Pick<Facts, 'purposeOfKey'>,
): Group[] {
  const groups = new Set<Group>();
  const byForm = new Map<string, Group>();
  for (const key of keys) {
    const purpose = purposeOfKey(key);
    const forms = purpose?.forms ?? [ownWorkloadId(key)];
    // The key may connect two groups: "export data" and "dataexport" meet in "data export".
    const [group = emptyGroup(), ...others] = largestFirst(
      new Set(forms.flatMap((form) => byForm.get(form) ?? [])),
    );
    for (const other of others) {
      merge(group, other);
      groups.delete(other);
      for (const form of other.forms) byForm.set(form, group);
    }
    groups.add(group);
    group.keys.push(key);
    countName(group, purpose?.name ?? key.name, 1);
    group.hasPurpose ||= purpose !== null;
    if (purpose?.workload !== undefined) group.decided.set(purpose.workload, purpose.name);
    for (const form of forms) {
      group.forms.add(form);
      byForm.set(form, group);
    }
  }
  return [...groups];
}

const emptyGroup = (): Group => ({
  forms: new Set(),
  names: new Map(),
  keys: [],
  hasPurpose: false,
  decided: new Map(),
});

/** So that the fewest keys move. */
const largestFirst = (groups: ReadonlySet<Group>): readonly Group[] =>
  [...groups].toSorted((a, b) => b.keys.length - a.keys.length);

function merge(into: Group, other: Group): void {
  for (const key of other.keys) into.keys.push(key);
  for (const form of other.forms) into.forms.add(form);
  for (const [name, count] of other.names) countName(into, name, count);
  for (const [id, name] of other.decided) into.decided.set(id, name);
  into.hasPurpose ||= other.hasPurpose;
}

function countName({ names }: Group, name: string, count: number): void {
  names.set(name, (names.get(name) ?? 0) + count);
}

function toWorkload(
  { forms, names, keys, hasPurpose, decided }: Group,
  { powerOf, superseded }: Pick<Facts, 'powerOf' | 'superseded'>,
  assessments: ReadonlyMap<string, OwnAssessment>,
): Unranked {
  const holders = [...new Set(keys.map(({ holderId }) => holderId))];
  const assessed = keys.flatMap(({ id }) => assessments.get(id) ?? []);
  const token = keys
    .flatMap(({ id }) => superseded.get(id)?.successors ?? [])
    .map((successor) => successor.token)
    .toSorted((a, b) => timeOf(b.createdAt) - timeOf(a.createdAt) || (a.id < b.id ? -1 : 1))[0];
  const [chosen] = [...decided].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const [id = ''] = chosen ?? [...forms].toSorted();
  return {
    id,
    name: chosen?.[1] ?? mostFrequent(names),
    hasPurpose,
    keys: keys.map(({ id }) => id),
    keysToReplace: assessed.filter(({ verdict }) => verdict === 'replace').length,
    holders: holders.length,
    access: widestAccess(holders.map((holder) => powerOf(holder).reach?.level ?? 'unknown')),
    severity: worstSeverity(assessed.flatMap(({ severity }) => severity ?? [])),
    oldestAt: oldest(keys),
    serviceToken: token === undefined ? null : { id: token.id, name: token.name },
  };
}

/** The most frequent name, and of equally frequent ones the first in the alphabet. */
function mostFrequent(names: ReadonlyMap<string, number>): string {
  const [first] = [...names].toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return first?.[0] ?? '';
}

/**
 * The widest of these levels. An owner's access can't be exceeded; any other known access could be, by that of an
 * unknown holder.
 */
export function widestAccess(of: readonly AccessLevel[]): AccessLevel {
  const levels = new Set(of);
  if (levels.has('unknown') && !levels.has('owner')) return 'unknown';
  return ACCESS_LEVELS.find((level) => levels.has(level)) ?? 'unknown';
}

function oldest(keys: readonly Key[]): Date | null {
  const ms = keys.reduce((least, { createdAt }) => Math.min(least, timeOf(createdAt)), Infinity);
  return Number.isFinite(ms) ? new Date(ms) : null;
}

const timeOf = (date: Date | null): number => date?.getTime() ?? Number.NaN;
