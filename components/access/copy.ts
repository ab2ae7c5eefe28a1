import { formatNumber, plural } from '@/components/status/format';

/** The texts about a holder's effective access. The sentence that sums it up is in `reach-words.ts`. */
export const copy = {
  section: {
    loading: 'Loading access',
    failed: 'Couldn’t load effective access.',
    atLeast: (level: string) => `At least “${level}”. `,
    organization: 'Organization',
    organizationWide: 'Organization-wide (includes all current and future projects)',
    everyProject: 'All current and future projects',
    project: 'Project ',
    moreProjects: (projects: number) => `${plural(projects, 'more project')} not shown`,
    otherObjects: 'Other objects',
    groups: (groups: number) => `Member of ${plural(groups, 'group')}`,
    nestedGroup: ' (through another group)',
    morePermissions: (permissions: number) =>
      `${plural(permissions, 'more permission')} on other objects not shown`,
    moreGroups: (groups: number) => plural(groups, 'more group'),
  },
  powers: {
    on: (objectType: string) => `on ${objectType} `,
    onlyBeforeType: ' (',
    onlyAfterType: ' only)',
    direct: 'Granted directly',
    through: 'Granted through ',
    then: ', then ',
  },
  comparison: {
    title: 'Compared with a project-scoped service token',
    table: 'Current access and a project-scoped service token',
    project: 'Project',
    columns: { scope: 'Scope', current: 'Current access', token: 'Token' },
    inProject: 'This project',
    otherProjects: 'Other projects',
    organization: 'Organization',
    grantsItself: 'Can grant itself access',
    projects: (projects: number) => (projects === 0 ? 'None' : formatNumber(projects)),
    projectsAndFuture: (projects: number) => `${formatNumber(projects)}, plus future projects`,
    none: 'None',
    yes: 'Yes',
    no: 'No',
  },
};
