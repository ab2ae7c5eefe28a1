import type { Access } from '@/lib/contract';
import { formatNumber, plural } from '@/components/status/format';

type Reach = Pick<
  Access,
  'level' | 'grants_itself' | 'every_project' | 'projects_reached' | 'projects_total'
>;

/** A holder's effective access in one or two sentences. */
export function reachSentence(reach: Reach): string {
  if (reach.level === 'unknown') return 'Effective access couldn’t be fully resolved.';
  if (reach.level === 'none') return 'No access to any project.';
  if (reach.level === 'some-projects' && reach.projects_total === 0) return NO_PROJECTS_YET;
  return `${LEVEL_SENTENCES[reach.level]} ${projectsSentence(reach)}`.trim();
}

const NO_PROJECTS_YET =
  'No access yet. The grants cover every project, but the organization has no projects.';

const LEVEL_SENTENCES = {
  owner: 'Full control: can do anything in the organization and grant access to anyone.',
  'access-admin': 'Access admin: can grant itself any access in the organization.',
  'writes-everywhere': 'Can write to every current and future project.',
  'reads-everywhere': 'Can read every current and future project.',
  'some-projects': '',
} as const;

function projectsSentence({ projects_reached: reached, projects_total: total }: Reach): string {
  if (reached === null) return 'The number of accessible projects is unknown.';
  return total === null
    ? `Access to ${plural(reached, 'project')}.`
    : `Access to ${formatNumber(reached)} of ${plural(total, 'project')}.`;
}
