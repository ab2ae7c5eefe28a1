import type { AccessLevel, MemberId } from '@/lib/domain/core';
import type { Acl, PathStep, Power } from '../types';
import { EIGHT, ORG, type Parts } from './builders';

/**
 * The slow, obvious way: lists every path from one holder through groups, access rules, and roles, then keeps
 * the best path of each power. Shares no code with the resolver.
 */
export function walkAllPaths(parts: Parts, holder: MemberId): Power[] {
  const groups = parts.groups.filter((group) => !group.deleted);
  const powers: Power[] = [];
  const visit = (path: PathStep[], applies: (acl: Acl) => boolean): void => {
    for (const acl of parts.acls) if (applies(acl)) powers.push(...powersOf(acl, parts, path));
  };
  const climb = (path: PathStep[], id: string): void => {
    visit(path, (acl) => acl.groupId === id);
    for (const outer of groups) {
      if (path.some((step) => step.id === outer.id)) continue;
      if (!outer.memberGroups.some((inner) => inner === id)) continue;
      climb([...path, { kind: 'group', id: outer.id, name: outer.name }], outer.id);
    }
  };
  visit([], (acl) => acl.userId === holder);
  for (const { id, name, memberUsers } of groups) {
    if (memberUsers.includes(holder)) climb([{ kind: 'group', id, name }], id);
  }
  return bestOfEach(powers);
}

function powersOf(acl: Acl, parts: Parts, path: PathStep[]): Power[] {
  const on = { type: acl.objectType, id: acl.objectId };
  const listed = parts.projects.find(({ id }) => id === acl.objectId);
  if (listed?.deleted === true || (listed === undefined && on.type === 'project')) return [];
  const powers: Power[] = [];
  const add = (permission: string, restriction: string | null, steps: PathStep[]): void => {
    const both = [acl.restrictObjectType, restriction].filter((each) => each !== null);
    if (new Set(both).size > 1) return;
    powers.push({ permission, restrictObjectType: both[0] ?? null, on, path: steps });
  };
  if (acl.permission !== null) add(acl.permission, null, path);
  const inherit = (roleId: string, steps: PathStep[]): void => {
    const role = parts.roles.find((each) => each.id === roleId && !each.deleted);
    if (role === undefined || steps.some((step) => step.kind === 'role' && step.id === roleId))
      return;
    const here: PathStep[] = [...steps, { kind: 'role', id: role.id, name: role.name }];
    const isOwner = role.name === 'Owner' && role.organizationId === null;
    if (isOwner) for (const permission of EIGHT) add(permission, null, here);
    for (const each of role.memberPermissions) {
      add(each.permission, each.restrictObjectType, here);
    }
    for (const inherited of role.memberRoles) inherit(inherited, here);
  };
  if (acl.roleId !== null) inherit(acl.roleId, path);
  return powers;
}

/** Equal for two powers that differ only in their path. */
export const sameness = ({ permission, restrictObjectType, on }: Power): string =>
  JSON.stringify([permission, restrictObjectType, on.type, on.id]);

function bestOfEach(powers: readonly Power[]): Power[] {
  const text = ({ path }: Power) =>
    JSON.stringify(path.map(({ kind, name, id }) => [kind, name, id]));
  const best = new Map<string, Power>();
  for (const power of powers) {
    const known = best.get(sameness(power));
    const isBetter =
      known === undefined ||
      power.path.length < known.path.length ||
      (power.path.length === known.path.length && text(power) < text(known));
    if (isBetter) best.set(sameness(power), power);
  }
  return [...best.values()];
}

const IN_PROJECTS = ['project', 'experiment', 'dataset', 'prompt', 'prompt_session', 'project_log'];
const ELSE = ['organization', 'group', 'role', 'org_member', 'org_audit_logs'];

/** Computes level and projects from a list of powers, by their definitions. */
export function judge(powers: readonly Power[], parts: Parts) {
  const alive = parts.projects.filter((project) => !project.deleted).map(({ id }) => id as string);
  const onAll = powers.filter(
    ({ on, restrictObjectType }) =>
      (on.type === 'organization' || on.type === 'org_project') &&
      on.id === ORG &&
      (restrictObjectType === null || !ELSE.includes(restrictObjectType)),
  );
  const inOne = powers.filter(
    ({ on, restrictObjectType: narrow }) =>
      !['organization', 'org_project', ...ELSE].includes(on.type) &&
      (narrow === null || narrow === on.type || !NARROWER[on.type]?.includes(narrow)),
  );
  const placed = new Set(inOne.map(({ on }) => on.id).filter((id) => alive.includes(id)));
  const isUnplaced = inOne.some(({ on }) => !alive.includes(on.id));
  const every = onAll.length > 0;
  const reached = every ? alive.length : placed.size;
  return {
    level: levelOf(powers, onAll, every || inOne.length > 0),
    everyProject: every,
    projectsReached: isUnplaced && reached < alive.length ? null : reached,
  };
}

/** For each granted type, the restrictions under which it gives no access in projects. */
const NARROWER: Record<string, string[]> = {
  project: ELSE,
  dataset: [...ELSE, ...IN_PROJECTS],
  project_log: [...ELSE, ...IN_PROJECTS],
  hologram: ELSE,
};

function levelOf(powers: readonly Power[], onAll: readonly Power[], any: boolean): AccessLevel {
  const itself = powers.filter(({ on }) => on.type === 'organization' && on.id === ORG);
  const held = itself.filter((each) => each.restrictObjectType === null);
  if (EIGHT.every((each) => held.some(({ permission }) => permission === each))) return 'owner';
  const writesGrants = itself.some(
    ({ permission, restrictObjectType }) =>
      ['create_acls', 'update_acls'].includes(permission) &&
      [null, 'organization'].includes(restrictObjectType),
  );
  if (writesGrants) return 'access-admin';
  const words = onAll.map(({ permission }) => permission);
  if (
    words.some((word) =>
      ['create', 'update', 'delete', 'create_acls', 'update_acls'].includes(word),
    )
  )
    return 'writes-everywhere';
  if (words.includes('read')) return 'reads-everywhere';
  return any ? 'some-projects' : 'none';
}
