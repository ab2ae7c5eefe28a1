import type { Audit, ChangeRow } from '@/lib/contract';
import type { Strategy, Via } from '@/lib/domain/core';
import { formatSpan, formatUtc, plural } from '@/components/status/format';
import { copy } from './copy';

/** How the audit was asked to read keys. */
export const STRATEGY_WORDS: Record<Strategy, string> = {
  auto: 'Automatic',
  token: 'Impersonation token (older method)',
  header: 'Impersonation header',
  organization: 'Organization-wide list',
};

/** For each way of reading keys, how it is known that an answer is the member's own. */
export const PROOF_WORDS: Record<Via, string> = {
  token:
    'Each key list was fetched with a token Braintrust issued for that member, so even an empty list is that member’s own.',
  header:
    'Each key list was fetched with the impersonation header. It counts only if the data plane showed in this audit that it honors the header for that member.',
  organization:
    'Keys come from one organization-wide list. Where possible, Latchkey compared it with impersonation for a sample of members.',
  own: 'The holder of the audit’s credential read their own key list, without impersonation.',
};

/** How long an audit took or has been running. */
export function durationOf(audit: Audit, now: Date): string | null {
  if (audit.started_at === null) return null;
  const end = audit.finished_at === null ? now : new Date(audit.finished_at);
  const spanMs = end.getTime() - new Date(audit.started_at).getTime();
  return spanMs < 1000 ? 'Under 1 second' : formatSpan(spanMs);
}

/** The time that identifies an audit on screen: when it finished, or else when it was created. */
export const auditMoment = (audit: Audit): string => audit.finished_at ?? audit.created_at;

/** The verdicts as evaluated when the audit finished. An audit from before these were kept has today's. */
export const verdictsAtFinish = (audit: Audit): Audit['verdicts'] =>
  audit.verdicts_at_finish ?? audit.verdicts;

/** A changed field of a key as people read it: its label, and times as "Nov 20, 2026, 12:00 UTC". */
export function changeWords({ field, before, after }: ChangedField): ChangedField {
  const labels: Readonly<Partial<Record<string, string>>> = copy.changes.fields;
  const isTime = field === 'created' || field === 'expires';
  const words = (value: string) =>
    isTime && !Number.isNaN(Date.parse(value)) ? formatUtc(value) : value;
  return { field: labels[field] ?? field, before: words(before), after: words(after) };
}
type ChangedField = ChangeRow['fields'][number];

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
  if (difference === 0) return { difference, sentence: 'The counts match.' };
  const count = Math.abs(difference);
  const keys = plural(count, 'more key');
  if (difference < 0)
    return {
      difference,
      sentence: `This audit lists ${keys} than the settings page. Keys that aren’t bound to an organization, or were created since you counted, may be among them.`,
    };
  return { difference, sentence: `The settings page shows ${keys}. ${explain(audit, count)}` };
}

function explain(audit: Audit, count: number): string {
  const missing = audit.members.total - audit.members.audited;
  if (missing > 0) {
    return `${plural(missing, 'member')} couldn’t be audited and may hold ${count === 1 ? 'it' : 'them'}.`;
  }
  if (audit.status === 'partial') {
    return 'This audit is partial. Members who joined during it, or keys missing from the key lists, may explain the difference.';
  }
  return count === 1
    ? 'Every member was audited. The key belongs to someone who isn’t on the member list, or was created since.'
    : 'Every member was audited. The keys belong to people who aren’t on the member list, or were created since.';
}
