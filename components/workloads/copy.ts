import { formatNumber, plural } from '@/components/status/format';

/** The texts of the workloads table and of a workload's panel. */
export const copy = {
  screen: {
    title: 'Workloads',
    table: 'Workloads',
    search: 'Search workloads',
    beforeFirstAudit: (impersonation: string) =>
      `Run an audit to list the programs that use API keys, with all keys of each program. ${impersonation}`,
  },
  head: {
    all: (workloads: number) => plural(workloads, 'workload'),
    filtered: (shown: number, all: number) =>
      `${formatNumber(shown)} of ${plural(all, 'workload')}`,
  },
  columns: {
    name: 'Name',
    keys: 'Keys',
    toReplace: 'To replace',
    holders: 'Holders',
    severity: 'Severity',
    access: 'Widest access',
    oldest: 'Oldest key',
    token: 'Service token',
    plan: 'Plan',
    due: 'Due',
    none: 'None',
    plans: (plans: number) => plural(plans, 'plan'),
  },
  filters: {
    severity: 'Severity',
    access: 'Widest access',
    toReplace: 'Has keys to replace',
    token: 'Has a service token',
    overdue: 'Overdue',
    yesNo: { yes: 'Yes', no: 'No' },
  },
  card: {
    keys: (keys: number, holders: number) => `${plural(keys, 'key')}, ${plural(holders, 'holder')}`,
  },
  empty: {
    filtered: {
      title: 'No matching workloads',
      text: 'No workloads match your search and filters.',
    },
    running: {
      title: 'Audit in progress',
      text: 'Workloads appear when the audit finishes.',
    },
    notGrouped: {
      title: 'Workloads unknown',
      text: 'An older version of Latchkey evaluated this audit, without grouping keys by workload. Run an audit to see them.',
    },
    none: {
      title: 'No workloads',
      text: 'This audit found no API key that a program seems to use.',
    },
  },
  panel: {
    kind: 'Workload',
    replaceAll: (keys: number) => (keys === 1 ? 'Replace 1 key' : `Replace all ${keys} keys`),
    tooMany: (most: number) =>
      `A plan can replace at most ${formatNumber(most)} keys. Select keys of this workload on the Keys page.`,
    allPlanned: 'A plan contains every key to replace.',
    nothing: 'No key of this workload needs to be replaced.',
    why: 'Why these keys belong together',
    onePurpose: (name: string) =>
      `The key’s name says “${name}”. No other key used by a workload has that purpose.`,
    samePurpose: (name: string, keys: number) =>
      `The names of these ${formatNumber(keys)} keys say the same purpose: “${name}”. Case, punctuation, numbers, the holder’s own name, and words such as “key” are ignored.`,
    noPurpose:
      'The key’s name doesn’t say what the key is for, so Latchkey doesn’t group it with other keys.',
    token: 'Existing service token',
    existingToken: 'This token appears to serve the same purpose.',
    needs: 'What a service token would need',
    chooseProjects: 'You choose the projects when you plan the replacement.',
    noSuggestion: 'Couldn’t suggest what a service token would need.',
    details: 'Details',
    assignment: 'Assignee and due date',
    notAssigned: 'Not assigned',
    fromPlan: 'Set in the plan.',
    plans: 'Plans',
    keys: 'Keys',
    allKeys: (keys: number) => `All ${formatNumber(keys)} keys in the table`,
  },
};
