import type { Overview } from '@/lib/contract';
import { plural } from '@/components/status/format';
import { TextLink } from '@/components/ui/text-link';

/** The number of accepted risks. Verdicts ignore their findings, so the overview must mention them. */
export function ExceptionsNote({ exceptions }: { exceptions: Overview['exceptions'] }) {
  const { active, ending, ended } = exceptions;
  if (active + ended === 0) return null;
  const link = (count: number, state: string, words: string) => (
    <TextLink href={`/settings/exceptions?state=${state}`}>
      {count} {words}
    </TextLink>
  );
  return (
    <p className="mt-1 max-w-[70ch] text-base text-muted-foreground">
      {active === 0 ? (
        'No risk is accepted now'
      ) : (
        <>
          <TextLink href="/settings/exceptions">{plural(active, 'exception')}</TextLink>{' '}
          {active === 1 ? 'is' : 'are'} in force
        </>
      )}
      {ending > 0 ? (
        <>; {link(ending, 'ending', ending === 1 ? 'ends' : 'end')} within 14 days</>
      ) : null}
      {ended > 0 ? (
        <>; {link(ended, 'ended', 'ended')} in the last 30 days, and the findings are open again</>
      ) : null}
      .
    </p>
  );
}
