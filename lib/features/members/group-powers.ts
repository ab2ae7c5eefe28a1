import { MOST_ACCESS_PROJECTS, type Access, type PowerRow } from '@/lib/contract';
import type { OrganizationId } from '@/lib/domain/core';
import {
  givesPowerInProjects,
  type OrganizationContext,
  type Power,
} from '@/lib/domain/organization';

type Grouped = Pick<
  Access,
  | 'organization_powers'
  | 'every_project_powers'
  | 'projects'
  | 'more_projects'
  | 'other_objects'
  | 'more_objects'
>;

/**
 * Groups powers by scope. An organization-level grant that also applies inside projects is in both lists. A
 * project lists only what isn't already granted on every project.
 */
export function groupPowers(
  powers: readonly Power[],
  context: OrganizationContext,
  organizationId: OrganizationId,
): Grouped {
  const names = projectNames(context);
  const onOrganization: Power[] = [];
  const everywhere: Power[] = [];
  const others: Power[] = [];
  const inProject = new Map<string, Power[]>();
  for (const power of powers) {
    const { type, id } = power.on;
    const all = (type === 'organization' || type === 'org_project') && id === organizationId;
    if (all) {
      const inProjects = givesPowerInProjects(type, power.restrictObjectType);
      if (inProjects) everywhere.push(power);
      if (type === 'organization' && !(inProjects && power.restrictObjectType !== null)) {
        onOrganization.push(power);
      }
    } else if (type === 'project' && names?.has(id) !== false) {
      append(inProject, id, power);
    } else {
      others.push(power);
    }
  }
  const projects = projectRows(inProject, everywhere, names);
  return {
    organization_powers: onOrganization.map(toRow),
    every_project_powers: everywhere.map(toRow),
    projects: projects.slice(0, MOST_ACCESS_PROJECTS),
    more_projects: Math.max(0, projects.length - MOST_ACCESS_PROJECTS),
    other_objects: others.slice(0, MOST_ACCESS_PROJECTS).map(toRow),
    more_objects: Math.max(0, others.length - MOST_ACCESS_PROJECTS),
  };
}

/** `null` if projects couldn't be read; each project is then named by its id. */
function projectNames({ projects }: OrganizationContext): ReadonlyMap<string, string> | null {
  return projects.read ? new Map(projects.value.map(({ id, name }) => [id, name])) : null;
}

function projectRows(
  inProject: ReadonlyMap<string, readonly Power[]>,
  everywhere: readonly Power[],
  names: ReadonlyMap<string, string> | null,
): Grouped['projects'] {
  const covered = new Set(everywhere.map(permissionOf));
  const isCovered = (power: Power): boolean =>
    covered.has(permissionOf(power)) ||
    covered.has(permissionOf({ ...power, restrictObjectType: null }));
  return [...inProject]
    .map(([id, powers]) => ({
      id,
      name: names?.get(id) ?? id,
      powers: powers.filter((power) => !isCovered(power)).map(toRow),
    }))
    .filter((project) => project.powers.length > 0)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
}

const permissionOf = ({
  permission,
  restrictObjectType,
}: Pick<Power, 'permission' | 'restrictObjectType'>): string =>
  JSON.stringify([permission, restrictObjectType]);

function append(map: Map<string, Power[]>, id: string, power: Power): void {
  const list = map.get(id);
  if (list === undefined) map.set(id, [power]);
  else list.push(power);
}

function toRow({ permission, restrictObjectType, on, path }: Power): PowerRow {
  return {
    permission,
    restrict_object_type: restrictObjectType,
    object_type: on.type,
    object_id: on.id,
    path: path.map(({ kind, id, name }) => ({ kind, id, name })),
  };
}
