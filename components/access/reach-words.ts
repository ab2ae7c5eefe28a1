import type { Access } from '@/lib/contract';
import { formatNumber, plural } from '@/components/status/format';

type Reach = Pick<
  Access,
  'level' | 'grants_itself' | 'every_project' | 'projects_reached' | 'projects_total'
>;

/** A holder's effective access in one or two sentences. */
export function reachSentence(reach: Reach): string {
  if (reach.level === 'unknown') return 'What it can reach could not be resolved in full.';
  if (reach.level === 'none') return 'No grant reaches a project.';
  return `${LEVEL_SENTENCES[reach.level]} ${projectsSentence(reach)}`.trim();
}

const LEVEL_SENTENCES = {
  owner: 'Can do everything in the organization and give access to anybody.',
  'access-admin': 'Can write access rules on the organization, so it can give itself anything.',
  'writes-everywhere': 'Can write in every project, future ones included.',
  'reads-everywhere': 'Can read every project, future ones included.',
  'some-projects': '',
} as const;

function projectsSentence({ projects_reached: reached, projects_total: total }: Reach): string {
  if (reached === null) return 'How many projects it reaches is unknown.';
  const of = total === null ? '' : ` of ${formatNumber(total)}`;
  return total === null
    ? `Reaches ${plural(reached, 'project')}.`
    : `Reaches ${formatNumber(reached)}${of} ${total === 1 ? 'project' : 'projects'}.`;
}
