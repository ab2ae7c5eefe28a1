import { plural } from '@/components/status/format';

type Storage = 'embedded' | 'memory' | 'postgres';

const storages: Record<Storage, string> = {
  embedded: 'Embedded database in this server’s data folder',
  memory: 'In memory, lost when this server stops',
  postgres: 'PostgreSQL',
};

/** What remains on disk after a deletion. */
const erased: Record<Storage, string> = {
  embedded:
    'Latchkey also rewrites the database files and removes their write-ahead log. Your own backups aren’t deleted.',
  memory: 'Nothing is stored on disk.',
  postgres:
    'Latchkey also rewrites its tables. Your PostgreSQL server decides how long it keeps its write-ahead log and backups.',
};

const KEPT = 'The latest result is always kept. Deletions appear in the activity log.';

/** The texts of the settings screen. */
export const copy = {
  title: 'Settings',
  connection: {
    title: 'Connection',
    organization: 'Organization',
    api: 'Braintrust API',
    apiHint:
      'Latchkey sends keys only to the Braintrust API and app. Set this URL with BRAINTRUST_API_URL on the server.',
    app: 'Braintrust app',
    proxy: 'Proxy',
    proxyIgnored:
      'Requests come through a proxy, but LATCHKEY_TRUSTED_PROXIES is 0, so all clients count as one address.',
    proxyHint: 'Set it to the number of proxies in front of this server, then restart.',
  },
  session: {
    actor: 'Signed in as',
    signedIn: 'Signed in',
    expires: 'Expires',
    expiresHint: (at: string) =>
      `${at}. Activity doesn’t extend the session, and 60 minutes of inactivity end it early. Your key is stored encrypted until the session ends.`,
  },
  sessions: {
    title: 'Sessions',
    own: 'Your sessions',
    failed: 'Couldn’t load your sessions.',
    signOutEverywhere: 'Sign out everywhere',
    signOutEverywhereFailed: (reason: string) => `Couldn’t sign out everywhere. ${reason}`,
    addressUnknown: 'Address unknown',
    current: ' · This session',
    started: 'Started ',
    lastUsed: ' · Last used ',
    signOut: 'Sign out',
    signOutFailed: (reason: string) => `Couldn’t sign out of this session. ${reason}`,
  },
  data: {
    title: 'Data',
    storage: 'Storage',
    storages,
    audits: 'Finished audits',
    neverStored: 'Never stored',
    neverStoredHint:
      'Secrets of listed keys, keys of other organizations, and impersonation tokens',
  },
  retention: {
    field: 'Days to keep finished audits',
    days: 'days',
    save: 'Save retention',
    saving: 'Saving…',
    failed: 'Couldn’t change how long audits are kept.',
    shortened: (days: number) =>
      `The next daily cleanup permanently deletes audits that finished more than ${plural(days, 'day')} ago. ${KEPT}`,
    hint: `Older audits are deleted daily. ${KEPT}`,
    saved: (due: number) =>
      due === 0
        ? 'Retention saved. The next daily cleanup deletes no audits.'
        : `Retention saved. The next daily cleanup deletes ${plural(due, 'audit')}.`,
  },
  revoking: {
    title: 'Revoking keys',
    hint: 'Lets signed-in owners revoke Braintrust keys from Latchkey, one at a time or in bulk. Each key is confirmed by name. This is Latchkey’s only write access and is disabled by default.',
    proofHint:
      'Enabling it requires your Braintrust key. So does revoking more than 10 minutes after you last entered it. Latchkey lists the holder’s keys before and after, and counts a key as revoked only if it’s no longer listed. Every attempt appears in the activity log.',
    failed: 'Couldn’t check whether revoking is enabled.',
    off: 'Revoking is disabled.',
    on: 'Revoking is enabled. Enabled ',
    by: ' by ',
    enable: 'Enable revoking…',
    submit: 'Enable revoking',
    submitting: 'Enabling…',
    cancel: 'Cancel',
    disable: 'Disable revoking',
  },
  deletion: {
    title: 'Delete organization data',
    hint: {
      before:
        'Permanently deletes every audit, key, member, finding, and decision that Latchkey stores for ',
      after:
        ', and signs out every owner. Owners can read the activity log for 30 days, then it’s deleted too. Braintrust isn’t affected.',
    },
    erased,
    button: 'Delete all data',
    open: 'Delete all data…',
    dialogHint:
      'Latchkey deletes all audits, findings, decisions, and sessions. You can’t undo this. Owners can read the activity log for 30 days. Braintrust isn’t affected.',
    confirm: { before: 'Type ', after: ' to confirm' },
    runningAudit: 'View running audit',
    cancel: 'Cancel',
    deleting: 'Deleting…',
  },
} as const;
