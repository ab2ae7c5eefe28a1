import { objectTypeWord } from '@/lib/domain/core';
import { givesPowerInProjects, type Power, type Reach } from '@/lib/domain/organization';
import { covers, grantText, type Grant, type Plan } from './plan';
import { oneLine } from './text';

/** How a holder's access compares with a plan. Powers are in words. */
export type ReachVerdict =
  | { kind: 'as-planned' }
  /** `lacking` may contain something too. */
  | { kind: 'wider'; extra: string[]; lacking: string[] }
  | { kind: 'narrower'; extra: []; lacking: string[] }
  | { kind: 'nothing'; lacking: string[] }
  /** An unread part could change the result. */
  | { kind: 'unknown'; reasons: readonly string[] };

/** Compares a holder's access with a plan. Access beyond the plan counts even if parts are unread. */
export function compareWithPlan(
  plan: Pick<Plan, 'projects'>,
  reach: Reach,
  nameOf: (power: Power) => string | null = () => null,
): ReachVerdict {
  const planned = new Map(plan.projects.map(({ id, grants }) => [id, grants]));
  const held = new Map<string, Grant[]>();
  const extra: string[] = [];
  for (const power of reach.powers) {
    const grant = { permission: power.permission, restrict_object_type: power.restrictObjectType };
    const wanted = power.on.type === 'project' ? planned.get(power.on.id) : undefined;
    if (wanted === undefined || !covers(wanted, grant)) {
      extra.push(powerText(power, nameOf(power)));
    }
    if (power.on.type === 'project') {
      held.set(power.on.id, [...(held.get(power.on.id) ?? []), grant]);
    } else if (
      EVERY_PROJECT.has(power.on.type) &&
      givesPowerInProjects(power.on.type, power.restrictObjectType)
    ) {
      for (const id of planned.keys()) held.set(id, [...(held.get(id) ?? []), grant]);
    }
  }
  const lacking = plan.projects.flatMap(({ id, name, grants }) =>
    grants
      .filter((grant) => !covers(held.get(id) ?? [], grant))
      .map((grant) => `${grantText(grant)} on project “${oneLine(name, 80)}”`),
  );
  if (extra.length > 0) return { kind: 'wider', extra, lacking };
  if (reach.unread.length > 0) return { kind: 'unknown', reasons: reach.unread };
  if (reach.powers.length === 0) return { kind: 'nothing', lacking };
  return lacking.length > 0 ? { kind: 'narrower', extra: [], lacking } : { kind: 'as-planned' };
}

/** For example `read on project “Chat”, through group “Readers”`. */
function powerText(power: Power, name: string | null): string {
  const grant = grantText({
    permission: power.permission,
    restrict_object_type: power.restrictObjectType,
  });
  const { type, id } = power.on;
  const where =
    type === 'organization'
      ? 'the organization'
      : type === 'org_project'
        ? 'all projects'
        : `${objectTypeWord(type)} ${name === null ? id : `“${oneLine(name, 80)}”`}`;
  const through = power.path[0];
  const by =
    through === undefined ? '' : `, through ${through.kind} “${oneLine(through.name, 80)}”`;
  return `${grant} on ${where}${by}`;
}

const EVERY_PROJECT: ReadonlySet<string> = new Set(['organization', 'org_project']);
