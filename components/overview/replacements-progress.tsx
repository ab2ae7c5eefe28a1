'use client';
import { useQuery } from '@tanstack/react-query';
import { replacementsSummaryQuery } from '@/lib/client';
import { STAGES } from '@/lib/domain/replacement-plan/stages';
import { ReplacedBar } from '@/components/status/replaced-bar';
import { STAGE_WORDS, wholeProgress } from '@/components/status/replacement-words';
import { useShellSession } from '@/components/shell/session-context';
import { useOverview } from '@/components/shell/use-audits';
import { formatNumber } from '@/components/status/format';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

const TEXT = copy.replacements;

/** The progress of all replacements; nothing if none has been started. */
export function ReplacementsProgress() {
  const { organization } = useShellSession();
  const audit = useOverview().data?.audit;
  const { data, isError } = useQuery(replacementsSummaryQuery(organization.id));
  if (isError)
    return (
      <Section title={TEXT.title}>
        <p className="text-sm text-muted-foreground">
          {TEXT.loadError} <TextLink href="/replacements">{TEXT.view}</TextLink>
        </p>
      </Section>
    );
  if (data === undefined || data.plans === 0) return null;
  const whole = wholeProgress(data, audit?.verdicts?.replace);
  const stages = STAGES.filter((stage) => data.stages[stage] > 0);
  return (
    <Section title={TEXT.title}>
      <div className="space-y-2 text-sm">
        <p className="tabular-nums">
          <TextLink href="/replacements">{whole.words}</TextLink>
        </p>
        <ReplacedBar keys={whole.keys} gone={whole.gone} />
        {audit?.status === 'partial' ? (
          <p className="text-muted-foreground">{TEXT.partial}</p>
        ) : null}
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {stages.map((stage) => (
            <li key={stage} className="tabular-nums">
              <TextLink href={`/replacements?stage=${stage}`}>
                {formatNumber(data.stages[stage])}
              </TextLink>{' '}
              <span className="text-muted-foreground">{STAGE_WORDS[stage].toLowerCase()}</span>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
