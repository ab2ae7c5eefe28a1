import type { Audit } from '@/lib/contract';
import type { Strategy, Via } from '@/lib/domain/core';
import { formatSpan } from '@/components/status/format';

/** How the audit was asked to read keys. */
export const STRATEGY_WORDS: Record<Strategy, string> = {
  auto: 'Whichever the data plane honours',
  token: 'Impersonation token (the older way)',
  header: 'Impersonation header',
  organization: 'Organization-wide list',
};

/** For each way of reading keys, how it is known that an answer is the member's own. */
export const PROOF_WORDS: Record<Via, string> = {
  token:
    'Each list was read with a token that Braintrust gave for that very member, so each answer is theirs, an empty one too.',
  header:
    'Each list was read under the impersonation header, and counted only where the data plane had shown in this audit that it honours it for that member.',
  organization:
    'Keys came from one list of the whole organization, compared with impersonation for a sample of members.',
  own: 'The caller’s own list was read as the caller.',
};

/** How long an audit took or has been running. */
export function durationOf(audit: Audit, now: Date): string | null {
  if (audit.started_at === null) return null;
  const end = audit.finished_at === null ? now : new Date(audit.finished_at);
  const spanMs = end.getTime() - new Date(audit.started_at).getTime();
  return spanMs < 1000 ? 'under 1 second' : formatSpan(spanMs);
}

/** Formats a time as "20 November 2026, 12:00 UTC". */
export function auditDate(iso: string): string {
  const date = new Date(iso);
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}

/** The time that identifies an audit on screen: when it finished, or else when it was created. */
export const auditMoment = (audit: Audit): string => audit.finished_at ?? audit.created_at;

/**
 * Compares the number of keys on Braintrust's settings page with this audit's; `null` if it wasn't entered.
 * *Shape*: `difference` is their count minus ours.
 */
export function compareSettingsPage(audit: Audit): {
  difference: number;
  sentence: string;
} | null {
  const theirs = audit.settings_page_count;
  if (theirs === null) return null;
  const difference = theirs - audit.keys;
  if (difference === 0)
    return { difference, sentence: 'Both show the same number of keys: the counts agree.' };
  const count = Math.abs(difference);
  const keys = count === 1 ? '1 key' : `${count} keys`;
  if (difference < 0)
    return {
      difference,
      sentence: `This audit saw ${keys} more than the settings page shows. Keys that are bound to no organization, or made since you counted, may be among them.`,
    };
  return { difference, sentence: `The settings page shows ${keys} more. ${explain(audit, count)}` };
}

function explain(audit: Audit, count: number): string {
  const missing = audit.members.total - audit.members.audited;
  if (missing > 0) {
    return `${missing === 1 ? '1 member' : `${missing} members`} could not be audited, and may hold them.`;
  }
  if (audit.status === 'partial') {
    return 'This audit is partial: members who joined meanwhile, or keys that no list showed, may account for them.';
  }
  return `Every member was audited, so ${count === 1 ? 'it belongs' : 'they belong'} to somebody who is not on the roster, or ${count === 1 ? 'was' : 'were'} made since.`;
}
