import type { Overview } from '@/lib/contract';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

const TEXT = copy.acceptedRisks;

/** The number of accepted risks. Verdicts ignore their findings, so the overview must mention them. */
export function ExceptionsNote({ exceptions }: { exceptions: Overview['exceptions'] }) {
  const { active, ending, ended } = exceptions;
  if (active + ended === 0) return null;
  return (
    <p className="mt-1 max-w-[70ch] text-base text-muted-foreground">
      {active === 0 ? (
        TEXT.none
      ) : (
        <>
          <TextLink href="/settings/exceptions">{TEXT.active(active)}</TextLink> {TEXT.inEffect}
        </>
      )}
      {ending > 0 ? (
        <>
          {' '}
          <TextLink href="/settings/exceptions?state=ending">{TEXT.ending(ending)}</TextLink>{' '}
          {TEXT.endingWhen}
        </>
      ) : null}
      {ended > 0 ? (
        <>
          {' '}
          <TextLink href="/settings/exceptions?state=ended">{TEXT.ended(ended)}</TextLink>{' '}
          {TEXT.endedWhen}
        </>
      ) : null}
    </p>
  );
}
