import type { Audit } from '@/lib/contract';
import { keysLink } from '@/lib/client/rows-link';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

const TEXT = copy.firstSentence;

/** The result with its coverage, and how many keys it doesn't count. */
export function FirstSentence({ audit }: { audit: Audit }) {
  const toReplace = audit.verdicts?.replace ?? 0;
  return (
    <div>
      <h1 className="max-w-[70ch] text-xl font-semibold text-balance">
        <span className="sr-only">{copy.screen.titlePrefix}</span>
        {audit.keys === 0
          ? TEXT.noKeys
          : toReplace === 0
            ? TEXT.noneToReplace(audit.keys)
            : TEXT.toReplace(toReplace, audit.keys)}{' '}
        {TEXT.audited(audit.members.audited, audit.members.total)}
      </h1>
      {audit.keys_not_seen > 0 ? (
        <p className="mt-1 text-base text-muted-foreground">
          <TextLink href={keysLink({ state: ['not-seen', 'holder-left'] })}>
            {TEXT.keys(audit.keys_not_seen)}
          </TextLink>{' '}
          {TEXT.notRechecked(audit.keys_not_seen)}
        </p>
      ) : null}
    </div>
  );
}
