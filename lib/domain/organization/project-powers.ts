import type { OrganizationId } from '@/lib/domain/core';
import { givesPowerInProjects } from './grant-flow';
import { comparePaths } from './graph';
import type { OrganizationContext, Power, Project, Reach } from './types';

/** What a holder may do in one project, granted on it or on all projects. */
export type ProjectPowers = {
  project: Project;
  permissions: readonly Pick<Power, 'permission' | 'restrictObjectType' | 'path'>[];
};

/**
 * Lists every existing project that a holder can access, with each (permission, restriction) once and its
 * shortest path. Includes grants on all projects and on the organization, but not grants on single objects in
 * a project. Projects without a grant of their own share one list. `null`: projects weren't read.
 */
export function projectPowers(
  reach: Reach,
  context: OrganizationContext,
  organizationId: OrganizationId,
): readonly ProjectPowers[] | null {
  if (!context.projects.read) return null;
  const everywhere: Power[] = [];
  const inProject = new Map<string, Power[]>();
  for (const power of reach.powers) {
    const { type, id } = power.on;
    if (!givesPowerInProjects(type, power.restrictObjectType)) continue;
    if (type === 'organization' || type === 'org_project') {
      if (id === organizationId) everywhere.push(power);
    } else {
      const own = inProject.get(id);
      if (own === undefined) inProject.set(id, [power]);
      else own.push(power);
    }
  }
  const common = shortest(everywhere);
  return context.projects.value.flatMap((project) => {
    if (project.deleted) return [];
    const own = inProject.get(project.id);
    const permissions = own === undefined ? common : shortest([...everywhere, ...own]);
    return permissions.length === 0 ? [] : [{ project, permissions }];
  });
}

function shortest(powers: readonly Power[]): readonly Power[] {
  const best = new Map<string, Power>();
  for (const power of powers) {
    const key = JSON.stringify([power.permission, power.restrictObjectType]);
    const known = best.get(key);
    if (known === undefined || comparePaths(power.path, known.path) < 0) best.set(key, power);
  }
  return [...best.values()];
}
