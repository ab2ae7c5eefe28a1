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
    'Its name or preview at Braintrust is not what the newest audit saw. Audit its holder again, look at it, then revoke it.',
  'key-in-use':
    'Latchkey itself works with this key, as far as its preview tells. Sign in with another key, wait for a running audit to end, then revoke it.',
  'holder-left': `Its holder is no longer a member of the organization, and nobody can act for somebody who left. ${BY_HAND}, where owners see every key; if it is not listed there, ask Braintrust’s support.`,
  'impersonation-refused': `Braintrust does not let this owner act for its holder, for example because the holder belongs to another organization too. ${BY_HAND}, or ask its holder to.`,
  'identity-not-proven': `Braintrust’s answer could not be proven to be about its holder. ${BY_HAND}.`,
  'identity-mismatch': `Braintrust answered with somebody else’s keys, so nothing of it counts. ${BY_HAND}.`,
  'list-failed': 'The keys of its holder could not be listed. Please try again.',
  'revoke-refused': `Braintrust refused to delete it. ${BY_HAND}, or ask its holder to.`,
  'revoke-failed':
    'Braintrust did not answer the deletion as expected. Look at it before you try again.',
  'still-listed': `Braintrust said that it was deleted, and lists it still. Look again in a minute; if it is still there, ${BY_HAND.charAt(0).toLowerCase()}${BY_HAND.slice(1)}.`,
  'credential-refused':
    'Braintrust no longer accepts the key that you are signed in with. Sign in again.',
  'session-over': 'Your session has ended. Sign in again and go on from here.',
  'revoking-off': 'Revoking was switched off meanwhile. An owner can switch it on in Settings.',
  'proof-needed':
    'The last proof is older than 10 minutes. Type in your Braintrust key again and go on from here.',
  'storage-failed':
    'Latchkey’s own database did not take the entry of the activity log. Nothing further is done until it does.',
  'stopped-before': 'Something unexpected came of a key before it. Look at that first.',
};

const WHAT: Record<RevocationOutcome, string> = {
  revoked: 'Revoked: Braintrust no longer lists this key.',
  'already-gone': 'Already gone: Braintrust no longer lists this key.',
  refused: 'Not revoked; nothing was sent to delete it.',
  'still-alive': 'Not revoked: the key is still alive.',
  'not-confirmed':
    'A deletion was sent, but whether the key is gone could not be seen. Take it for alive.',
  'not-tried': 'Not tried; the key was not touched.',
};

export function messageOf({ outcome, reason, detail = '' }: Outcome): string {
  const why = reason === null ? '' : WHY[reason];
  return [WHAT[outcome], why, detail].filter((part) => part !== '').join(' ');
}
