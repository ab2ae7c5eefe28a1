import type { Audit } from '@/lib/contract';
import type { KeyListCheck } from '@/lib/domain/core';
import { plural } from '@/components/status/format';
import { PROOF_WORDS } from './audit-words';

type Told = Pick<Audit, 'status' | 'reason' | 'parent_id' | 'started_at' | 'finished_at'> & {
  members: Pick<Audit['members'], 'total'>;
};

/** Says when the member list was read. It claims no listing that may not have happened. */
export function rosterWords(audit: Told): string {
  const followUp = audit.parent_id !== null;
  if (audit.members.total === 0) {
    return audit.finished_at === null ? 'Not listed yet' : 'Not listed: this audit ended before';
  }
  const begun = followUp
    ? 'Taken over from the audit before, not listed anew at the start'
    : 'Listed at the start';
  if (audit.finished_at === null) return `${begun}; it is listed after the last member`;
  if (audit.status === 'failed' || audit.status === 'cancelled') {
    return `${begun}. This audit ended without a result, so it vouches for no listing after the last member`;
  }
  if (audit.reason === 'roster-unreadable') {
    return `${begun}. It could not be listed after the last member, so who joined or left meanwhile is not known`;
  }
  return followUp
    ? `${begun}; listed after the last member, and whoever had joined was asked too`
    : `${begun} and again after the last member`;
}

/** Says whether the key lists are reliable, and how that is known. */
export function keyListWords(
  audit: Pick<Audit, 'key_lists' | 'caller' | 'confirmed' | 'finished_at'>,
): string {
  const { key_lists: check } = audit;
  if (check === null) {
    if (!audit.confirmed) return ORGANIZATION_LIST;
    return audit.finished_at === null ? 'Not checked yet' : 'Not checked in this audit';
  }
  if (check !== 'no-own-key') {
    return check === 'own-key-listed' && !audit.confirmed
      ? ORGANIZATION_LIST
      : KEY_LIST_WORDS[check];
  }
  return audit.caller === 'service-token'
    ? 'Not confirmed by an own key. A service token is in no member’s key list, so Latchkey had no key of its own to look for.'
    : 'Not confirmed by an own key. Braintrust doesn’t say whose key ran this audit, so Latchkey had no key of its own to look for.';
}

const ORGANIZATION_LIST =
  'Couldn’t be confirmed. The organization-wide list may lack keys, so no key counts as gone.';

const KEY_LIST_WORDS: Record<Exclude<KeyListCheck, 'no-own-key'>, string> = {
  'own-key-listed':
    'Confirmed. The holder of the key that ran this audit had keys in their own list at the start and at the end.',
  'own-key-missing':
    'Couldn’t be confirmed. The key that ran this audit is missing from its holder’s own list, so no key counts as gone.',
  'own-key-unread':
    'Couldn’t be confirmed. Braintrust didn’t list the keys of the person who ran this audit, so no key counts as gone.',
  'own-list-differs':
    'Couldn’t be confirmed. Under impersonation Braintrust listed no key of the person who ran this audit, although they hold one. No key counts as gone.',
  'all-empty':
    'Couldn’t be confirmed. The previous audit knew of keys, and this time every list was empty. No key counts as gone.',
};

/**
 * Says how it is known whose keys were read; `null` if no way of reading was chosen. In a follow-up audit,
 * this doesn't cover members whose results were carried over.
 */
export function proofWords(audit: Pick<Audit, 'strategy' | 'parent_id'>): string | null {
  if (audit.strategy === null) return null;
  const proof = PROOF_WORDS[audit.strategy];
  return audit.parent_id === null ? proof : `Of the members asked in this audit: ${proof}`;
}

/**
 * The rows that this audit itself read, given rows with the latest time first. `mayBeMore` is true if every
 * given row is one of them.
 */
export function askedHere<Row extends { audited_at: string | null }>(
  audit: Pick<Audit, 'started_at'>,
  newestFirst: readonly Row[],
): { rows: Row[]; mayBeMore: boolean } {
  const start = audit.started_at === null ? Infinity : Date.parse(audit.started_at);
  const rows = newestFirst.filter(
    (row) => row.audited_at !== null && Date.parse(row.audited_at) >= start,
  );
  return { rows, mayBeMore: rows.length > 0 && rows.length === newestFirst.length };
}

/** Says how completely the key lists were read; `null` if that isn't known. */
export function listEndWords(
  audit: Pick<Audit, 'strategy' | 'lists_ended_early' | 'finished_at'>,
): string | null {
  const early = audit.lists_ended_early;
  if (early === null || audit.finished_at === null) return null;
  if (early > 0) {
    return `${plural(early, 'key list')} ended at a short page. Latchkey asked for one more page in the first 25 lists and found nothing there, so it didn’t ask again for these.`;
  }
  return audit.strategy === null ? null : 'Every key list was read until Braintrust had no more';
}
