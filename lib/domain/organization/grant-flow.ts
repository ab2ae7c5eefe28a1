/**
 * The only table of how grants flow. A grant on an object of a type on the left also covers all objects of
 * the types on the right, and whatever those cover.
 *
 * Braintrust documents the flow from a project downward. The rest is our assumption: organization to
 * `org_project` (its `object_id` is the organization's id; it means all projects, future ones too), and
 * `org_project` to projects. Show {@link GRANT_FLOW_ASSUMPTION} next to results that rely on it.
 */
export const GRANT_FLOW = {
  organization: ['org_project', 'group', 'role', 'org_member', 'org_audit_logs'],
  org_project: ['project'],
  project: ['experiment', 'dataset', 'prompt', 'prompt_session', 'project_log'],
} as const satisfies Record<string, readonly string[]>;

/** Tells the reader which part of every access result is an assumption. */
export const GRANT_FLOW_ASSUMPTION =
  'Latchkey treats organization-level grants as applying to every current and future project. ' +
  'It treats unknown object types as part of a project. Braintrust doesn’t document either.';

const FLOW: Readonly<Record<string, readonly string[]>> = GRANT_FLOW;
const REACHED = new Map(Object.keys(FLOW).map((type) => [type, reachedFrom(type)]));
const NOTHING: ReadonlySet<string> = new Set();
const KNOWN: ReadonlySet<string> = new Set([...Object.keys(FLOW), ...Object.values(FLOW).flat()]);
const IN_PROJECTS: ReadonlySet<string> = new Set(['org_project', ...reachedFrom('org_project')]);

/**
 * Whether a grant on an object of this type gives access to a project or to something in one. The grant may
 * be restricted to another type. Unknown types count as yes, because missing one would be worse.
 */
export function givesPowerInProjects(type: string, restrictObjectType: string | null): boolean {
  const reached = REACHED.get(type) ?? NOTHING;
  const holdsProjects = livesInProjects(type) || reached.has('project');
  if (restrictObjectType === null || !KNOWN.has(restrictObjectType)) return holdsProjects;
  if (!livesInProjects(restrictObjectType)) return false;
  return type === restrictObjectType || reached.has(restrictObjectType) || !KNOWN.has(type);
}

function livesInProjects(type: string): boolean {
  return IN_PROJECTS.has(type) || !KNOWN.has(type);
}

function reachedFrom(type: string): ReadonlySet<string> {
  const own = FLOW[type] ?? [];
  return new Set(own.flatMap((next) => [next, ...reachedFrom(next)]));
}
