import { formatNumber, plural } from '@/components/status/format';

/** The texts of revoking keys: the buttons, the dialog, and its outcome. */
export const copy = {
  button: {
    revokeKey: 'Revoke key…',
    revoke: 'Revoke…',
    revokeKeys: (count: number) => `Revoke ${plural(count, 'key')}…`,
    revokeNamed: (name: string, holder: string) => `Revoke ${name}, held by ${holder}`,
  },
  off: {
    text: 'Revoking from Latchkey is disabled. You can enable it in',
    settings: 'Settings',
    failed: 'Couldn’t check whether revoking is enabled.',
    retry: 'Retry',
  },
  selection: {
    tooMany: (most: number) => `Select at most ${formatNumber(most)} keys to revoke`,
    leftOut: (count: number) =>
      count === 1
        ? '1 selected key can’t be revoked here. It wasn’t in the latest audit, or the table hasn’t loaded it.'
        : `${formatNumber(count)} selected keys can’t be revoked here. They weren’t in the latest audit, or the table hasn’t loaded them.`,
  },
  listed: {
    title: 'Revoke from Latchkey',
    failed: 'Couldn’t load the keys to revoke.',
    keys: 'Keys still listed',
    heldBy: 'held by',
    first: (shown: number, all: number) =>
      `Showing the first ${formatNumber(shown)} of ${plural(all, 'key')}. Revoke these to see the rest.`,
    revoked: (count: number) =>
      count === 1
        ? 'Braintrust no longer lists the key that you revoked. Re-audit its holder to verify it.'
        : `Braintrust no longer lists the ${formatNumber(count)} keys that you revoked. Re-audit their holders to verify it.`,
  },
  revokedLine: 'Braintrust no longer lists this key. These details are from the latest audit.',
  dialog: {
    title: (count: number) => (count === 1 ? 'Revoke key' : `Revoke ${plural(count, 'key')}`),
    effect: (count: number) =>
      count === 1
        ? 'Permanently deletes this key in Braintrust. Anything using it stops working immediately.'
        : 'Permanently deletes these keys in Braintrust, in this order, and stops at the first failure. Anything using them stops working immediately.',
    limit: 'Braintrust doesn’t report last use.',
  },
  confirm: {
    likelyUsed:
      'Likely used by a workload. Replace the key first; revoking it now could cause an outage.',
    type: 'Type',
    toConfirm: 'to confirm',
    confirmed: 'Confirmed',
    pending: 'Keep this dialog open. Latchkey lists, deletes, and checks each key.',
    count: (confirmed: number, all: number) =>
      `${formatNumber(confirmed)} of ${plural(all, 'key')} confirmed. Only confirmed keys are revoked.`,
    cancel: 'Cancel',
    revoking: 'Revoking…',
    revoke: (count: number) => (count === 1 ? 'Revoke key' : `Revoke ${plural(count, 'key')}`),
    facts: { key: 'Key', holder: 'Holder', age: 'Age', access: 'Access' },
  },
  outcome: {
    title: {
      revoked: 'Key revoked',
      'already-gone': 'Key was already removed',
      refused: 'Key not revoked',
      'still-alive': 'Key still listed',
      'not-confirmed': 'Couldn’t confirm the revocation',
      'not-tried': 'Key not changed',
    },
    /** `gone`: the keys that are verified as no longer listed. */
    titleOfMany: (gone: number, all: number) =>
      gone === all
        ? `${plural(all, 'key')} no longer listed`
        : `${formatNumber(gone)} of ${plural(all, 'key')} no longer listed`,
    results: 'Results',
    stoppedAtStart: 'Stopped before the first key.',
    stoppedAt: 'Stopped at',
    unexpected: ': unexpected result.',
    untouched: (count: number) =>
      count === 1
        ? '1 remaining key wasn’t changed.'
        : `${formatNumber(count)} remaining keys weren’t changed.`,
    followUp: 'A revoked key stays in lists until its holder is re-audited.',
    back: 'Back to remaining keys',
    close: 'Close',
  },
  reaudit: {
    holder: 'Re-audit',
    holders: (count: number) => `Re-audit ${plural(count, 'holder')}`,
    running: 'An audit is running. You can start this one when it finishes.',
    failed: 'Couldn’t start the audit.',
  },
} as const;
