import { formatNumber, plural } from '@/components/status/format';

/** The texts of the replacement screens, by component. Texts of steps and checks are with the plan in `lib`. */
export const copy = {
  title: 'Replacements',
  loading: 'Loading',
  copyText: 'Copy',
  saving: 'Saving…',
  cancel: 'Cancel',
  by: 'by',
  more: (n: number) => `and ${formatNumber(n)} more`,
  heldBy: 'held by',

  list: {
    search: 'Search plans',
    view: 'View',
    views: { board: 'Board', list: 'List' },
    shown: (n: number, all: number) => `${formatNumber(n)} of ${plural(all, 'plan')}`,
    keysInPlans: (keys: number, plans: number) =>
      `${plural(keys, 'key')} in ${plural(plans, 'plan')}.`,
    yesNo: { yes: 'Yes', no: 'No' },
    filters: {
      stage: 'Stage',
      holder: 'Holder',
      createdBy: 'Created by',
      age: 'Plan age',
      overdue: 'Overdue',
    },
    columns: {
      plan: 'Plan',
      holder: 'Holder',
      assignee: 'Assignee',
      next: 'Next step',
      keys: 'Keys',
      created: 'Created',
      updated: 'Updated',
    },
    notAssigned: 'None',
    showMore: 'Show more plans',
    failed: 'Couldn’t load replacement plans.',
    noMatch: {
      title: 'No matching plans',
      text: 'No plans match your search and filters.',
    },
    empty: {
      title: 'No replacement plans yet',
      text: 'A plan takes one or more API keys to one service token, step by step, until an audit no longer finds the old keys. To create one, open a key or select several, then choose Replace.',
    },
    viewKeys: 'View keys to replace',
  },

  row: {
    next: 'Next: ',
    verified: 'Done, verified',
    unverified: 'Done, unverified',
    keysGone: (gone: number, keys: number) =>
      `${formatNumber(gone)} of ${plural(keys, 'key')} no longer listed`,
    reopened: 'Reopened',
    warning: 'Needs attention',
  },

  create: {
    title: (keys: number) => (keys > 1 ? `Replace ${plural(keys, 'key')}` : 'Replace key'),
    text: 'Prefilled from the latest audit. This creates a checklist in Latchkey; nothing changes in Braintrust.',
    noKeys: {
      title: 'No keys selected',
      text: 'Select one or more keys to replace.',
      link: 'View keys to replace',
    },
    failed: 'Couldn’t suggest a plan.',
    leftOut: (n: number) =>
      `Left out ${plural(n, 'key')} that ${n === 1 ? 'is' : 'are'} already in another plan.`,
    planned: {
      label: 'Already planned',
      all: 'Already in a replacement plan',
      some: 'Some of these keys are already in a replacement plan.',
      keys: (n: number) => plural(n, 'selected key'),
      others: (n: number) => `Continue with the other ${plural(n, 'key')}`,
    },
    submit: 'Create plan',
    access: 'What does the workload do?',
    otherAccess: 'Something else',
    otherAccessHint: 'Its permissions are under “More options”.',
    projects: 'Projects',
    permissions: 'Permissions in each project',
    noToken:
      'This plan creates no service token. The keys are revoked, or their holder signs in instead.',
    more: 'More options',
  },

  separate: {
    programs: (keys: number, programs: number) =>
      `These ${formatNumber(keys)} keys are used by ${formatNumber(programs)} programs, so Latchkey suggests a plan and a service token for each.`,
    mixed: (keys: number, plans: number) =>
      `These ${formatNumber(keys)} keys don’t serve one program, so Latchkey suggests ${formatNumber(plans)} plans.`,
    list: 'Plans to create',
    review: 'Review',
    reviewPlan: (name: string) => `Review the plan for ${name}`,
    created: 'Created',
    submit: (plans: number) => `Create ${plural(plans, 'plan')}`,
    submitOthers: (plans: number) => `Create the other ${plural(plans, 'plan')}`,
    creating: (at: number, plans: number) =>
      `Creating plan ${formatNumber(at)} of ${formatNumber(plans)}…`,
    allCreated: (plans: number) => `${plural(plans, 'plan')} created`,
    someCreated: (made: number, plans: number) =>
      `Created ${formatNumber(made)} of ${plural(plans, 'plan')}. The others don’t exist yet.`,
    view: 'View plans',
    shared: 'One shared token',
    sharedPrograms: (programs: number) =>
      `If the shared token leaks or is revoked, all ${formatNumber(programs)} programs are affected.`,
    sharedMixed:
      'If the shared token leaks or is revoked, everything that uses these keys is affected.',
    share: 'Use one shared token',
    dontShare: 'Create a plan for each instead',
  },

  plan: {
    failed: 'Couldn’t load this replacement plan.',
    single: 'Replacement plan',
    unverified: 'Unverified',
    stepUnverified: (title: string) => `${title}: unverified.`,
    marked: 'Marked as done',
    edit: 'Edit plan',
    fix: 'Fix plan',
    newToken: 'New token',
    updated: 'Updated',
    checked: 'Checked',
    notChecked: 'Not checked yet',
    notAssigned: 'Not assigned',
    keys: 'Keys in this plan',
    moreKeys: (n: number) => plural(n, 'more key'),
    keyCreated: 'created',
  },

  form: {
    label: 'Edit plan',
    save: 'Save plan',
    delete: 'Delete plan…',
    errors: (n: number, goal: 'create' | 'save') => `Fix ${plural(n, 'error')} to ${goal} the plan`,
    fixFirst: 'Fix the errors in the form before you save.',
    canWait: 'You can save now and fill in the rest before you create the token.',
    rebase: 'Load latest and keep my edits',
    use: 'Use',
    purpose: 'Purpose',
    title: 'Title',
    kind: 'Key used by',
    braintrustPlan: 'Braintrust plan',
    how: 'Create token with',
    hows: { ui: 'Braintrust settings', api: 'API calls and an owner service token' },
    needsToken: 'Replace with a service token',
    usedBy: 'Workload',
    storedIn: 'Secret location',
    projects: 'Projects and permissions',
    accessFailed: 'Couldn’t read the holder’s access, so you can’t add projects.',
    names: 'Names and expiration',
    group: 'Permission group',
    account: 'Service account',
    token: 'Service token',
    variable: 'Environment variable',
    variableHint: 'The variable that the workload reads.',
    expiry: 'Expires after (days)',
    expiryHint: (day: string) =>
      `The workload stops on ${day} unless you switch it to another token. Latchkey sends no reminder. Leave empty for no expiration.`,
    noExpiryHint: 'The token never expires. Latchkey reports such tokens as a finding.',
    notes: 'Notes',
    notesLabel: 'Notes for your team',
  },

  projects: {
    remove: 'Remove',
    removeProject: (name: string) => `Remove ${name}`,
    add: 'Add a project that the holder can access',
    addProject: (name: string) => `Add ${name}`,
    search: 'Search projects',
    likely: 'likely',
    noMatch: 'No matching projects',
  },

  access: {
    planned: 'Planned access',
    kept: 'Access kept',
    removed: 'Access removed',
    added: 'Access that the holder doesn’t have today',
    unknown: 'Some of the holder’s access is unknown:',
    failed: 'Couldn’t read the holder’s current access.',
    edit: 'Choose projects and permissions',
  },

  deletePlan: {
    title: 'Delete plan?',
    before: 'Deletes',
    after:
      'from Latchkey, including its steps and notes. Keys, groups, and tokens in Braintrust don’t change.',
    keep: 'Keep plan',
    confirm: 'Delete plan',
    done: 'Plan deleted',
    doneText: 'Its keys don’t change.',
  },

  steps: {
    label: 'Steps',
    notNeeded: 'Not needed',
    reopened: 'Reopened',
    done: 'Done',
    waiting: 'Waiting',
    asked: (asked: number, holders: number) =>
      `Asked ${formatNumber(asked)} of ${plural(holders, 'holder')}`,
    unverified: 'unverified',
    braintrust: (page: string) => `Braintrust: ${page}`,
    guide: 'Read the guide',
    copyField: (field: string) => `Copy ${field}`,
    apiCalls: 'API calls',
    snippets: 'How to switch to the new token',
    snippetTabs: 'Secret location',
  },

  checks: {
    label: 'Checks',
    notChecked: 'Latchkey can’t check this.',
    notYet: 'Not checked yet.',
    results: 'Latest check results',
    checked: 'Checked',
    extra: 'Not planned:',
    lacking: 'Missing:',
  },

  action: {
    earlierFirst: 'Finish the earlier steps first.',
    showCurrent: 'Go to current step',
    reopen: 'Reopen step',
    reopenHint: 'Also reopens the steps after it.',
    markDone: 'Mark as done',
    notVerifiable:
      'Latchkey can’t fully verify this step. Check it in Braintrust. If you mark it as done, the plan shows it as unverified.',
    checkNow: 'Check now',
    running: 'An audit is running. Latchkey checks this plan when it finishes.',
    checking: 'Checking the plan…',
    starting: 'Starting the audit…',
  },

  purpose: {
    title: 'Workload and secret location',
    empty: 'Not filled in',
    edit: 'Edit workload and secret location',
  },

  done: {
    replaced: (keys: number) =>
      keys === 1 ? 'Key replaced' : `All ${plural(keys, 'key')} replaced`,
    marked: 'All steps are done',
    keys: (gone: number, keys: number) =>
      gone === keys
        ? `Braintrust no longer lists ${keys === 1 ? 'the old key' : `any of the ${formatNumber(keys)} old keys`}.`
        : `${formatNumber(gone)} of ${plural(keys, 'old key')} verified as no longer listed.`,
    token: 'New token:',
    unverified: 'Some steps were marked as done without an audit’s verification.',
    next: 'What to do next',
    nothing: 'No other workload needs a service token.',
    overview: 'View overview',
  },

  note: { label: 'Note', add: 'Add note', edit: 'Edit note', save: 'Save note' },

  message: {
    label: 'Message to holder',
    to: 'To',
    for: 'Message to',
    copy: 'Copy message',
    copyMarkdown: 'Copy as Markdown',
    email: 'Write email',
    emailPaste: 'Write email (paste the message)',
    save: 'Save message',
    reset: 'Use suggested message',
    sameForAll: 'Every holder gets the same edited message. Latchkey doesn’t add their keys to it.',
    sent: 'Sent',
    waiting: 'Waiting for a reply.',
    markSent: 'Mark as sent',
    optionSent: 'sent',
    sentTo: (sent: number, holders: number) =>
      `Sent to ${formatNumber(sent)} of ${plural(holders, 'holder')}.`,
    unnamed: 'A message was marked as sent, but not to whom. Mark each holder who got it.',
  },
} as const;
