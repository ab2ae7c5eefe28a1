import type { Audit, Overview } from '@/lib/contract';
import { formatNumber, plural } from '@/components/status/format';
import { TextLink } from '@/components/ui/text-link';
import { keysLink } from '@/lib/client/rows-link';

/** How many keys can change everything, and for how many this is unknown. */
export function AccessSentence({ audit, access }: { audit: Audit; access: Overview['access'] }) {
  if (audit.keys === 0) return null;
  const everything = access.owner + access['access-admin'];
  if (access.unknown === audit.keys) {
    return <p className={CLASSES}>What the keys can reach could not be resolved in this audit.</p>;
  }
  return (
    <p className={CLASSES}>
      {everything === 0 ? (
        'No key can change everything'
      ) : (
        <>
          <TextLink href={keysLink({ access: ['owner', 'access-admin'], state: 'seen' })}>
            {plural(everything, 'key')}
          </TextLink>{' '}
          can change everything, held by owners or by people who can give themselves any access
        </>
      )}
      {access.unknown > 0 ? (
        <>
          ; for{' '}
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

const CLASSES = 'mt-2 max-w-[70ch] text-base text-muted-foreground';
