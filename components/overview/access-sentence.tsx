import type { Audit, Overview } from '@/lib/contract';
import { formatNumber, plural } from '@/components/status/format';
import { TextLink } from '@/components/ui/text-link';
import { keysLink } from './rows-link';

/** How many keys can change everything, and how many could not be told. */
export function AccessSentence({ audit, access }: { audit: Audit; access: Overview['access'] }) {
  if (audit.keys === 0) return null;
  const everything = access.owner + access['access-admin'];
  return (
    <p className="mt-2 max-w-[70ch] text-base text-muted-foreground">
      {everything === 0 && access.unknown === audit.keys ? (
        'What the keys can reach could not be resolved'
      ) : (
        <>
          {everything === 0 ? (
            'No key'
          ) : (
            <TextLink href={keysLink({ access: ['owner', 'access-admin'], state: 'seen' })}>
              {plural(everything, 'key')}
            </TextLink>
          )}{' '}
          can change everything:{' '}
          {everything === 1 ? 'its holder is an owner or' : 'an owner holds it, or somebody who'}{' '}
          can give themselves any access
        </>
      )}
      {access.unknown > 0 && access.unknown < audit.keys ? (
        <>
          ; of{' '}
          <TextLink href={keysLink({ access: 'unknown', state: 'seen' })}>
            {formatNumber(access.unknown)}
          </TextLink>{' '}
          it is unknown
        </>
      ) : null}
      .
    </p>
  );
}
