import { plural, type BraintrustPlan } from '@/lib/domain/core';
import { nextFreeName, sameName, suggestName } from './names';
import {
  DEFAULT_VARIABLE,
  MOST_PROJECTS,
  type How,
  type Kind,
  type Plan,
  type PlanKey,
  type PlanProject,
} from './plan';
import { heldGrantsOf, suggestPreset } from './presets';
import { LIKELY, rankProjects } from './rank-projects';
import { grantsOn, type ReachToday } from './reach-today';
import { oneLine } from './text';

/** Names that are already taken. `null`: they couldn't be read. */
export type ExistingNames = {
  groups: readonly string[] | null;
  accounts: readonly string[] | null;
  tokens: readonly string[] | null;
};

export type SuggestPlanInput = {
  /** At least one. */
  keys: readonly PlanKey[];
  kind: Kind;
  braintrustPlan: BraintrustPlan;
  how: How;
  today: ReachToday;
  existing: ExistingNames;
};

/** Rotation policies commonly use this period. *Units*: days. */
const SUGGESTED_EXPIRY_DAYS = 90;

/** Suggests a complete plan: likely projects, least permissions, free names. Deterministic. */
export function suggestPlan(input: SuggestPlanInput): Plan {
  const { keys, kind, today, existing } = input;
  const names = keys.map(({ name }) => name);
  const needsToken = kind === 'workload' || kind === 'proxy-client';
  const projects = needsToken ? suggestProjects(names, today) : [];
  const base = freeEverywhere(
    suggestName(
      names,
      projects.map(({ name }) => name),
    ),
    existing,
  );
  return {
    keys: [...keys],
    title: suggestTitle(keys),
    variant: { braintrust_plan: input.braintrustPlan, how: input.how, kind },
    needs_token: needsToken,
    used_by: '',
    stored_in: '',
    projects,
    group_name: base,
    account_name: base,
    token_name: base,
    expiry_days: needsToken ? SUGGESTED_EXPIRY_DAYS : null,
    variable: DEFAULT_VARIABLE,
    message: null,
    notes: '',
  };
}

/** The projects to choose from, likely ones first. */
export function projectChoices(
  keyNames: readonly string[],
  today: ReachToday,
): { id: string; name: string; likely: boolean }[] {
  return rankProjects(keyNames, today.projects).map(({ project: { id, name }, score }) => ({
    id,
    name,
    likely: score >= LIKELY,
  }));
}

/** The most likely project, or all if several are equally likely. A single project is always suggested. */
function suggestProjects(keyNames: readonly string[], today: ReachToday): PlanProject[] {
  const ranked = rankProjects(keyNames, today.projects);
  const best = ranked[0];
  if (best === undefined) return [];
  const likely =
    ranked.length === 1
      ? ranked
      : ranked.filter(({ score }) => score >= LIKELY && score === best.score);
  const preset = suggestPreset(keyNames);
  return likely.slice(0, Math.min(5, MOST_PROJECTS)).map(({ project: { id, name } }) => {
    return { id, name, grants: heldGrantsOf(preset, grantsOn(today, id) ?? []) };
  });
}

/** One name that is free for group, account, and token. */
function freeEverywhere(name: string, existing: ExistingNames): string {
  const taken = [existing.groups, existing.accounts, existing.tokens].flatMap(
    (names) => names ?? [],
  );
  return nextFreeName(name, taken);
}

function suggestTitle(keys: readonly PlanKey[]): string {
  const [first] = keys;
  const name = oneLine(first?.name ?? '', 80) || 'an unnamed key';
  if (keys.length < 2) return `Replace ${name}`;
  const copies = keys.every((key) => sameName(key.name, first?.name ?? ''));
  const holders = new Set(keys.map(({ holder_id }) => holder_id)).size;
  if (copies) return `Replace ${plural(keys.length, 'copy', 'copies')} of ${name}`;
  const holder = oneLine(first?.holder_name ?? first?.holder_email ?? '', 80);
  if (holders === 1 && holder !== '') return `Replace ${plural(keys.length, 'key')} of ${holder}`;
  return `Replace ${plural(keys.length, 'key')}: ${name} and others`;
}
