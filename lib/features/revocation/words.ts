import type { RevocationOutcome, RevocationReason } from '@/lib/domain/core';

/** The outcome for one key. `detail` is the message from Braintrust or its client. */
export type Outcome = {
  outcome: RevocationOutcome;
  reason: RevocationReason | null;
  detail?: string;
};

/** True if the key is no longer listed. It doesn't matter who revoked it. */
export const isGone = ({ outcome }: Pick<Outcome, 'outcome'>): boolean =>
  outcome === 'revoked' || outcome === 'already-gone';

const BY_HAND = 'Revoke it in Braintrust, under Settings → API keys';

/** The reason and what to do. `WHAT` comes first and says whether the key still works. */
const WHY: Record<RevocationReason, string> = {
  'key-changed':
    'Its name or preview in Braintrust differs from the latest audit. Re-audit its holder, check the key, then revoke it.',
  'key-in-use':
    'Latchkey may be using this key, according to its preview. Sign in with another key, wait for any running audit to finish, then revoke it.',
  'holder-left': `Its holder is no longer a member, and no one can act for a former member. ${BY_HAND}, where owners see every key. If it isn’t listed there, ask Braintrust’s support.`,
  'impersonation-refused': `Braintrust doesn’t let you act for its holder, for example because the holder also belongs to another organization. ${BY_HAND}, or ask the holder to.`,
  'identity-not-proven': `Braintrust didn’t confirm that its response was about the holder. ${BY_HAND}.`,
  'identity-mismatch': `Braintrust returned another member’s keys, so Latchkey ignored the response. ${BY_HAND}.`,
  'list-failed': 'Couldn’t list the holder’s keys. Try again.',
  'revoke-refused': `Braintrust refused to delete it. ${BY_HAND}, or ask the holder to.`,
  'revoke-failed': 'The deletion didn’t go as expected. Check the key before you try again.',
  'still-listed': `Braintrust confirmed the deletion but still lists the key. Check again in a minute. If it’s still listed, ${BY_HAND.charAt(0).toLowerCase()}${BY_HAND.slice(1)}.`,
  'credential-refused':
    'Braintrust no longer accepts the key that you’re signed in with. Sign in again.',
  'session-over': 'Your session has ended. Sign in again, then continue here.',
  'revoking-off': 'Revoking was disabled in the meantime. An owner can enable it in Settings.',
  'proof-needed':
    'Your last confirmation is older than 10 minutes. Enter your Braintrust key again, then continue here.',
  'storage-failed':
    'Couldn’t write to Latchkey’s activity log. Latchkey revokes nothing more until it can.',
  'stopped-before': 'A key before it had an unexpected result. Check that key first.',
};

const WHAT: Record<RevocationOutcome, string> = {
  revoked: 'Revoked: Braintrust no longer lists this key.',
  'already-gone': 'Already removed: Braintrust no longer lists this key.',
  refused: 'Not revoked. No delete request was sent.',
  'still-alive': 'Not revoked: Braintrust still lists this key.',
  'not-confirmed': 'Couldn’t confirm that the key was deleted. Treat it as active.',
  'not-tried': 'Not attempted. The key wasn’t changed.',
};

/** The key is gone, so no advice for a failed deletion applies. */
const REVOKED_ANYWAY =
  'Revoked: Braintrust no longer lists this key, although the response to the delete request was an error or never arrived. You don’t need to try again.';

export function messageOf({ outcome, reason, detail = '' }: Outcome): string {
  if (outcome === 'revoked' && reason === 'revoke-failed') return REVOKED_ANYWAY;
  const why = reason === null ? '' : WHY[reason];
  return [WHAT[outcome], why, detail].filter((part) => part !== '').join(' ');
}
