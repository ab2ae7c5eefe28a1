import type { Audit } from '@/lib/contract';
import { partialBecause } from '@/components/status/coverage-words';
import { formatNumber } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { TextLink } from '@/components/ui/text-link';
import { keysLink, membersLink } from '@/lib/client/rows-link';
import { copy } from './copy';

const TEXT = copy.firstSentence;

/** The result in one sentence. Each number links to exactly the rows that it counts. */
export function FirstSentence({ audit }: { audit: Audit }) {
  return (
    <h1 className="max-w-[70ch] text-xl font-semibold text-balance">
      <span className="sr-only">{copy.screen.titlePrefix}</span>
      <KeysPart audit={audit} />{' '}
      <TextLink href={membersLink({ state: 'audited' })}>
        {formatNumber(audit.members.audited)}
      </TextLink>{' '}
      {TEXT.of} <TextLink href={membersLink()}>{TEXT.members(audit.members.total)}</TextLink>{' '}
      {TEXT.audited}{' '}
      <TextLink href={`/audits/${audit.id}`}>
        <RelativeTime at={audit.finished_at} />
      </TextLink>
      .
    </h1>
  );
}

function KeysPart({ audit }: { audit: Audit }) {
  const toReplace = audit.verdicts?.replace ?? 0;
  if (audit.keys === 0) return TEXT.noKeys;
  const keys = <TextLink href={keysLink({ state: 'seen' })}>{TEXT.keys(audit.keys)}</TextLink>;
  if (toReplace === 0)
    return (
      <>
        {TEXT.noneToReplace} {keys}.
      </>
    );
  return (
    <>
      <TextLink href={keysLink({ verdict: 'replace' })}>{formatNumber(toReplace)}</TextLink>{' '}
      {TEXT.of} {keys} {TEXT.shouldMove(toReplace)}
    </>
  );
}

/** Limits of the sentence above: keys that weren't seen and results that aren't certain. */
export function FirstSentenceNotes({ audit }: { audit: Audit }) {
  const notes = [
    audit.keys_not_seen > 0 ? (
      <li key="not-seen">
        <TextLink href={keysLink({ state: ['not-seen', 'holder-left'] })}>
          {TEXT.keys(audit.keys_not_seen)}
        </TextLink>{' '}
        {TEXT.notRechecked(audit.keys_not_seen)}
      </li>
    ) : null,
    // The sentence above already counts missing members.
    audit.status === 'partial' && audit.reason !== 'members-missing' ? (
      <li key="partial" className="text-warning">
        {TEXT.partial} {partialBecause(audit)}{' '}
        <TextLink href={`/audits/${audit.id}`}>{TEXT.viewCoverage}</TextLink>
      </li>
    ) : null,
    // `reason` names only one cause: a partial audit with another reason may be unconfirmed as well.
    audit.confirmed || audit.reason === 'not-confirmed' ? null : (
      <li key="confirmed" className="text-warning">
        {TEXT.notConfirmed}
      </li>
    ),
  ].filter((note) => note !== null);
  if (notes.length === 0) return null;
  return <ul className="mt-2 max-w-[70ch] space-y-1 text-base text-muted-foreground">{notes}</ul>;
}
