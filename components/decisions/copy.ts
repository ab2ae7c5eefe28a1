import { plural } from '@/components/status/format';

/** The texts for accepting risks, for setting who uses a key, and for assigning plans and workloads. */
export const copy = {
  accept: {
    open: 'Accept risk…',
    titleOfFinding: (rule: string) => `Accept risk: ${rule}`,
    hintOfFinding:
      'The finding stops counting toward the verdict and severity until the acceptance expires. It stays visible with your justification.',
    appliesTo: 'Applies to',
    only: 'Only ',
    allHeldBy: 'All keys held by ',
    allHeldByHint: ', including future ones',
    titleOfKeys: (keys: number) => `Accept risk on ${plural(keys, 'key')}`,
    hintOfKeys:
      'Findings of this rule stop counting toward the verdict and severity until the acceptance expires.',
    noFindings: 'The selected keys have no open findings.',
    finding: 'Finding',
    findingOption: (rule: string, keys: number) => `${rule} (${plural(keys, 'key')})`,
    justification: 'Justification',
    expires: 'Expires on',
    expiresHint: 'At 23:59 UTC, within 1 year.',
    cancel: 'Cancel',
    submit: 'Accept risk',
    submitting: 'Saving…',
    done: (risks: number) => (risks === 1 ? 'Risk accepted' : `${plural(risks, 'risk')} accepted`),
  },
  usage: {
    open: 'Set usage…',
    title: (keys: number) =>
      keys === 1 ? 'Set usage of this key' : `Set usage of ${plural(keys, 'key')}`,
    hint: 'Overrides Latchkey’s detection in this and future audits.',
    usage: 'Usage',
    choices: {
      workload: {
        label: 'Workload',
        hint: 'A program uses it. Replace it with a service token.',
      },
      person: { label: 'Person', hint: 'Its holder uses it on their own computer.' },
      rules: {
        label: 'Detected usage',
        hint: 'Remove the override and use detected usage.',
      },
    },
    evidence: 'Evidence',
    evidenceHint: 'Optional.',
    cancel: 'Cancel',
    submit: 'Set usage',
    remove: 'Remove override',
    submitting: 'Saving…',
    done: (keys: number, usage: string) => `Usage of ${plural(keys, 'key')} set to ${usage}`,
    removed: (keys: number) => `${plural(keys, 'key')} set to detected usage`,
  },
  assign: {
    open: 'Set assignee…',
    change: 'Change assignee…',
    title: 'Assignee and due date',
    assignee: 'Assignee',
    assigneeHint: 'A name or an email. Latchkey doesn’t notify anyone.',
    due: 'Due date',
    dueHint: 'The last day, in UTC.',
    dueTooEarly: 'Choose a date after 1999.',
    cancel: 'Cancel',
    submit: 'Save',
    submitting: 'Saving…',
    done: 'Assignment saved',
  },
  undoFailed: 'Couldn’t undo the change',
} as const;
