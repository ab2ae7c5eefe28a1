import type { Audit, Overview } from '@/lib/contract';
import { TextLink } from '@/components/ui/text-link';
import { keysLink } from '@/lib/client/rows-link';
import { copy } from './copy';

const TEXT = copy.access;

/** How many keys have full control, and for how many this is unknown. */
export function AccessSentence({ audit, access }: { audit: Audit; access: Overview['access'] }) {
  if (audit.keys === 0) return null;
  const everything = access.owner + access['access-admin'];
  if (access.unknown === audit.keys) return <p className={CLASSES}>{TEXT.allUnknown}</p>;
  const none = access.unknown === 0 ? TEXT.noneWithFullControl : TEXT.noneKnownWithFullControl;
  return (
    <p className={CLASSES}>
      {everything === 0 ? (
        none
      ) : (
        <>
          <TextLink href={keysLink({ access: ['owner', 'access-admin'], state: 'seen' })}>
            {TEXT.keys(everything)}
          </TextLink>{' '}
          {TEXT.fullControl(everything)}
        </>
      )}
      {access.unknown > 0 ? (
        <>
          {' '}
          {TEXT.unknownFor}{' '}
          <TextLink href={keysLink({ access: 'unknown', state: 'seen' })}>
            {TEXT.keys(access.unknown)}
          </TextLink>
          .
        </>
      ) : null}
    </p>
  );
}

const CLASSES = 'mt-2 max-w-[70ch] text-base text-muted-foreground';
