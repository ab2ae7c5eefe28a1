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
  merge: {
    title: 'Merge workload',
    hint: 'Choose the workload that is the same program as',
    search: 'Search workloads',
    legend: 'Workloads',
    noMatch: 'No matching workloads',
    before: (keys: number) =>
      keys === 1 ? 'This key becomes part of' : `These ${formatNumber(keys)} keys become part of`,
    after:
      'One plan and one service token then replace all of its keys. This also applies to future audits. You can separate the workloads again.',
    cancel: 'Cancel',
    submit: 'Merge workloads',
    submitting: 'Saving…',
    done: 'Workloads merged',
  },
  split: {
    title: (keys: number) => `Split off ${plural(keys, 'key')}`,
    hint: (keys: number) =>
      `${keys === 1 ? 'This key becomes a workload of its own' : `These ${formatNumber(keys)} keys become a workload of their own`}. This also applies to future audits. You can put ${keys === 1 ? 'it' : 'them'} back.`,
    name: 'Name of the new workload',
    nameMissing: 'Enter a name.',
    cancel: 'Cancel',
    submit: (keys: number) => `Split off ${plural(keys, 'key')}`,
    submitting: 'Saving…',
    done: (keys: number) => `${plural(keys, 'key')} split off`,
  },
  decisions: {
    merged: 'Merged:',
    split: 'Split off:',
    separate: 'Separate again',
    putBack: 'Put back',
    withdrawn: 'Workloads updated',
    undoFailed: 'Couldn’t undo the change',
  },
  panel: {
    kind: 'Workload',
    replaceAll: (keys: number) =>
      keys === 1 ? 'Replace 1 key' : `Replace all ${plural(keys, 'key')}`,
    tooMany: (most: number) =>
      `A plan can replace at most ${formatNumber(most)} keys. Select keys of this workload on the Keys page.`,
    allPlanned: 'A plan contains every key to replace.',
    nothing: 'No key of this workload needs to be replaced.',
    why: 'Why these keys belong together',
    split: 'An owner split these keys off the workload that their names say.',
    merged: 'An owner merged these workloads. Latchkey grouped the keys of each by their names.',
    mergeWith: 'Merge with another workload…',
    splitOff: (keys: number) => `Split off ${plural(keys, 'key')}…`,
    selectKey: (name: string) => `Select ${name}`,
    oneStays: 'At least one key must stay in the workload.',
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
