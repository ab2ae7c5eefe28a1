import { objectTypeWord } from '@/lib/domain/core';
import {
  comparePermissions,
  givesPowerInProjects,
  type Project,
  type ProjectPowers,
  type Reach,
  type RolePermission,
} from '@/lib/domain/organization';
import { covers, type Grant, type PlanProject } from './plan';

/** What the keys' holders can do today. *Shape*: plain data, as sent to the browser. */
export type ReachToday = {
  /** Why parts are unknown. Empty: everything is known. */
  unknown: string[];
  /** On the organization itself. No workload needs these. */
  organization: Grant[];
  every_project: Grant[];
  /** `grants` are those beyond `every_project`. */
  projects: PlanProject[];
  /** On other objects: single experiments, groups, unknown types. */
  others: { type: string; id: string; grants: Grant[] }[];
};

/** Combines what several holders can do. */
export function reachToday(
  holders: readonly {
    reach: Reach;
    /** The `projectPowers` of that reach. `null`: projects weren't read. */
    projects: readonly ProjectPowers[] | null;
  }[],
): ReachToday {
  const organization = new Grants();
  const every = new Grants();
  const others = new Map<string, { type: string; id: string; grants: Grants }>();
  const reached = new Map<string, { project: Project; grants: Grants }>();
  for (const { project, permissions } of holders.flatMap(({ projects }) => projects ?? [])) {
    const entry = reached.get(project.id) ?? { project, grants: new Grants() };
    reached.set(project.id, entry);
    for (const permission of permissions) entry.grants.add(permission);
  }
  for (const power of holders.flatMap(({ reach }) => reach.powers)) {
    const { type, id } = power.on;
    const wide = type === 'organization' || type === 'org_project';
    if (type === 'organization') organization.add(power);
    if (wide && givesPowerInProjects(type, power.restrictObjectType)) every.add(power);
    if (wide || (type === 'project' && reached.has(id))) continue;
    const key = JSON.stringify([type, id]);
    const entry = others.get(key) ?? { type, id, grants: new Grants() };
    others.set(key, entry);
    entry.grants.add(power);
  }
  const unread = holders.flatMap(({ reach, projects }) =>
    projects === null && reach.unread.length === 0 ? ['Projects weren’t read.'] : reach.unread,
  );
  return {
    unknown: [...new Set(unread)],
    organization: organization.list(),
    every_project: every.list(),
    projects: [...reached.values()]
      .map(({ project: { id, name }, grants }) => ({ id, name, grants: grants.list(every) }))
      .sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id)),
    others: [...others.values()].map(({ type, id, grants }) => ({
      type,
      id,
      grants: grants.list(),
    })),
  };
}

/** The grants in one project today. `null`: the holders can't access it. */
export function grantsOn(today: ReachToday, projectId: string): Grant[] | null {
  const project = today.projects.find(({ id }) => id === projectId);
  return project === undefined ? null : [...today.every_project, ...project.grants];
}

/** Where grants apply: one project, one other object, all projects, or the organization itself. */
export type Place = {
  kind: 'organization' | 'every-other-project' | 'project' | 'object';
  id: string | null;
  name: string;
};
export type PlaceGrants = { place: Place; grants: Grant[] };
export type ReachDifference = { kept: PlaceGrants[]; dropped: PlaceGrants[]; extra: PlaceGrants[] };

/** Splits access into what a plan keeps, what it drops, and what it adds beyond today's. */
export function compareReach(today: ReachToday, planned: readonly PlanProject[]): ReachDifference {
  const kept: PlaceGrants[] = [];
  const dropped: PlaceGrants[] = [];
  const extra: PlaceGrants[] = [];
  const put = (to: PlaceGrants[], place: Place, grants: Grant[]) => {
    if (grants.length > 0) to.push({ place, grants });
  };
  put(dropped, { kind: 'organization', id: null, name: 'Organization' }, today.organization);
  put(
    dropped,
    { kind: 'every-other-project', id: null, name: 'All other projects, including future ones' },
    today.every_project,
  );
  for (const { id, name, grants } of planned) {
    const held = grantsOn(today, id) ?? [];
    const place: Place = { kind: 'project', id, name };
    put(
      kept,
      place,
      grants.filter((grant) => covers(held, grant)),
    );
    put(
      extra,
      place,
      grants.filter((grant) => !covers(held, grant)),
    );
    put(
      dropped,
      place,
      held.filter((grant) => !covers(grants, grant)),
    );
  }
  const stays = new Set(planned.map(({ id }) => id));
  for (const { id, name, grants } of today.projects) {
    if (!stays.has(id)) put(dropped, { kind: 'project', id, name }, grants);
  }
  for (const { type, id, grants } of today.others) {
    put(dropped, { kind: 'object', id, name: `${objectTypeWord(type)} ${id}` }, grants);
  }
  return { kept, dropped, extra };
}

class Grants {
  readonly #all = new Map<string, RolePermission>();
  add({ permission, restrictObjectType }: RolePermission): void {
    this.#all.set(JSON.stringify([permission, restrictObjectType]), {
      permission,
      restrictObjectType,
    });
  }
  /** All grants in the order in which permissions are shown, except those in `without`. */
  list(without?: Grants): Grant[] {
    return [...this.#all.entries()]
      .filter(([key]) => without === undefined || !without.#all.has(key))
      .map(([, held]) => held)
      .sort(comparePermissions)
      .map(({ permission, restrictObjectType }) => ({
        permission,
        restrict_object_type: restrictObjectType,
      }));
  }
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
