import type { Audit } from '@/lib/contract';
import { partialBecause } from '@/components/status/coverage-words';
import { formatNumber, plural } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { TextLink } from '@/components/ui/text-link';
import { keysLink, membersLink } from '@/lib/client/rows-link';

/** The result in one sentence. Each number links to exactly the rows that it counts. */
export function FirstSentence({ audit }: { audit: Audit }) {
  return (
    <h1 className="max-w-[70ch] text-xl font-semibold text-balance">
      <span className="sr-only">Overview: </span>
      <KeysPart audit={audit} />{' '}
      <TextLink href={membersLink({ state: 'audited' })}>
        {formatNumber(audit.members.audited)}
      </TextLink>{' '}
      of <TextLink href={membersLink()}>{plural(audit.members.total, 'member')}</TextLink> audited,{' '}
      <TextLink href={`/audits/${audit.id}`}>
        <RelativeTime at={audit.finished_at} />
      </TextLink>
      .
    </h1>
  );
}

function KeysPart({ audit }: { audit: Audit }) {
  const toReplace = audit.verdicts?.replace ?? 0;
  if (audit.keys === 0) return <>No API keys were seen.</>;
  const keys = <TextLink href={keysLink({ state: 'seen' })}>{plural(audit.keys, 'key')}</TextLink>;
  if (toReplace === 0) return <>None of {keys} needs to become a service token.</>;
  const words = toReplace === 1 ? 'should become a service token' : 'should become service tokens';
  return (
    <>
      <TextLink href={keysLink({ verdict: 'replace' })}>{formatNumber(toReplace)}</TextLink> of{' '}
      {keys} {words}.
    </>
  );
}

/** Limits of the sentence above: keys that weren't seen and results that aren't certain. */
export function FirstSentenceNotes({ audit }: { audit: Audit }) {
  const notes = [
    audit.keys_not_seen > 0 ? (
      <li key="not-seen">
        <TextLink href={keysLink({ state: ['not-seen', 'holder-left'] })}>
          {formatNumber(audit.keys_not_seen)} more
        </TextLink>{' '}
        {audit.keys_not_seen === 1 ? 'is' : 'are'} known from earlier audits and could not be looked
        at this time; {audit.keys_not_seen === 1 ? 'it is' : 'they are'} in no count here.
      </li>
    ) : null,
    // The sentence above already counts missing members.
    audit.status === 'partial' && audit.reason !== 'members-missing' ? (
      <li key="partial" className="text-warning">
        This audit is partial. {partialBecause(audit)}{' '}
        <TextLink href={`/audits/${audit.id}`}>What it covers</TextLink>
      </li>
    ) : null,
    // `reason` names only one cause: a partial audit with another reason may be unconfirmed as well.
    audit.confirmed || audit.reason === 'not-confirmed' ? null : (
      <li key="confirmed" className="text-warning">
        Key lists couldn’t be confirmed, so keys may be missing.
      </li>
    ),
  ].filter((note) => note !== null);
  if (notes.length === 0) return null;
  return <ul className="mt-2 max-w-[70ch] space-y-1 text-base text-muted-foreground">{notes}</ul>;
}
