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
    return audit.finished_at === null ? 'Not listed yet' : 'Not listed. The audit ended first.';
  }
  const start = followUp ? 'Carried over from the previous audit' : 'Listed at the start';
  if (audit.finished_at === null)
    return `${start}. Latchkey lists members again after the last one.`;
  if (audit.status === 'failed' || audit.status === 'cancelled') {
    return `${start}. The audit ended without a result, so whether the list was read a second time is unknown.`;
  }
  if (audit.reason === 'roster-unreadable') {
    return `${start}. It couldn’t be listed after the last member, so who joined or left in the meantime is unknown.`;
  }
  return followUp
    ? `${start}. Listed after the last member, including members who joined since.`
    : `${start} and again after the last member`;
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
    ? 'Not cross-checked. Service tokens don’t appear in members’ key lists, so Latchkey had no key of its own to look for.'
    : 'Not cross-checked. Braintrust doesn’t say whose key ran this audit, so Latchkey had no key of its own to look for.';
}

const NONE_MARKED = 'No key is marked as no longer listed.';

const ORGANIZATION_LIST = `Couldn’t be confirmed. The organization-wide list may be incomplete. ${NONE_MARKED}`;

const KEY_LIST_WORDS: Record<Exclude<KeyListCheck, 'no-own-key'>, string> = {
  'own-key-listed':
    'Confirmed. The person whose key ran this audit had keys in their own list at the start and at the end.',
  'own-key-missing': `Couldn’t be confirmed. The key that ran this audit is missing from its holder’s own list. ${NONE_MARKED}`,
  'own-key-unread': `Couldn’t be confirmed. Braintrust didn’t list the keys of the person whose key ran this audit. ${NONE_MARKED}`,
  'own-list-differs': `Couldn’t be confirmed. Under impersonation, Braintrust listed no keys of the person whose key ran this audit, although they hold one. ${NONE_MARKED}`,
  'all-empty': `Couldn’t be confirmed. Every key list was empty, although the previous audit included keys. ${NONE_MARKED}`,
};

/**
 * Says how it is known whose keys were read; `null` if no way of reading was chosen. In a follow-up audit,
 * this doesn't cover members whose results were carried over.
 */
export function proofWords(audit: Pick<Audit, 'strategy' | 'parent_id'>): string | null {
  if (audit.strategy === null) return null;
  const proof = PROOF_WORDS[audit.strategy];
  return audit.parent_id === null
    ? proof
    : `${proof} This applies to members audited in this follow-up audit.`;
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
    return `${plural(early, 'key list')} ended at a short page. The first 25 such lists had nothing on the next page, so Latchkey didn’t request it for ${early === 1 ? 'this one' : 'these'}.`;
  }
  return audit.strategy === null ? null : 'Read until Braintrust returned no more keys';
}
