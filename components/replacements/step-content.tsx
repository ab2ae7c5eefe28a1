import { ExternalLink } from 'lucide-react';
import dynamic from 'next/dynamic';
import type { ReplacementDetail } from '@/lib/contract';
import type { Step } from '@/lib/domain/replacement-plan/steps';
import { CopyButton } from '@/components/ui/copy-button';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import { CheckResults } from './check-results';
import { KEY_OUTCOME_WORDS } from '@/components/status/replacement-words';
import { copy } from './copy';
import { Purpose } from './purpose';
import { StepAction } from './step-action';
import { StepNote } from './step-note';
import type { StepContentProps } from './step-props';

// Loaded on demand, because each is used in one step only.
const HolderMessage = dynamic(() => import('./holder-message').then((m) => m.HolderMessage));
const PlannedReach = dynamic(() => import('./planned-reach').then((m) => m.PlannedReach));
const ApiCalls = dynamic(() => import('./api-calls').then((m) => m.ApiCalls));
const RevokeListed = dynamic(() =>
  import('@/components/revocation/revoke-listed').then((m) => m.RevokeListed),
);
const Snippets = dynamic(() => import('./snippets').then((m) => m.Snippets));

/** One step: instructions, reasons, links, texts to copy, checks, note and actions. */
export function StepContent(props: StepContentProps) {
  const { detail, step, onReload } = props;
  return (
    <div className="space-y-5">
      <div className="max-w-[70ch] space-y-3 text-base">
        <h2
          tabIndex={-1}
          className="scroll-mt-32 text-base font-semibold outline-none max-lg:sr-only lg:scroll-mt-18"
        >
          {step.title}
        </h2>
        {step.notNeeded === null ? null : <p className="text-muted-foreground">{step.notNeeded}</p>}
        {step.notNeeded !== null || step.what.length === 0 ? null : (
          <ul className="list-disc space-y-1 pl-5">
            {step.what.map((line) => (
              <li key={line}>
                <SafeText text={line} />
              </li>
            ))}
          </ul>
        )}
        {step.notNeeded === null ? <p className="text-muted-foreground">{step.why}</p> : null}
      </div>
      {step.notNeeded === null ? (
        <>
          <Where step={step} />
          <ToCopy step={step} outcomes={detail.state.keys} />
          <Extra {...props} />
          <CheckResults detail={detail} step={step} />
          <StepNote detail={detail} step={step.id} onReload={onReload} />
          <StepAction {...props} />
        </>
      ) : null}
    </div>
  );
}

function Where({ step }: { step: Step }) {
  if (step.where === null && step.guide === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {step.where === null ? null : (
        <Button asChild size="sm" className="h-auto min-h-7 max-w-full shrink whitespace-normal">
          <a href={step.where.href} target="_blank" rel="noreferrer">
            {copy.steps.braintrust(step.where.label)}
            <ExternalLink aria-hidden />
          </a>
        </Button>
      )}
      {step.guide === null ? null : (
        <TextLink href={`/guides/${step.guide}`} className="text-sm">
          {copy.steps.guide}
        </TextLink>
      )}
    </div>
  );
}

type ToCopyProps = { step: Step; outcomes: ReplacementDetail['state']['keys'] };

function ToCopy({ step, outcomes }: ToCopyProps) {
  if (step.copy.length === 0) return null;
  return (
    <dl className="max-w-[80ch] divide-y rounded-md border text-sm">
      {step.copy.map(({ label, text, keyId }, at) => (
        <div
          key={`${label} ${at}`}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5"
        >
          <dt className="w-full text-muted-foreground sm:w-52">
            <SafeText text={label} />
          </dt>
          <dd className="flex min-w-0 flex-1 items-center gap-2">
            <SafeText text={text} className="min-w-0 flex-1 font-mono text-xs" />
            {keyId !== undefined && outcomes[keyId] === 'gone' ? (
              <span className="text-ok">{KEY_OUTCOME_WORDS.gone}</span>
            ) : null}
            <CopyButton
              size="sm"
              variant="ghost"
              text={text}
              aria-label={copy.steps.copyField(label)}
            >
              {copy.copyText}
            </CopyButton>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The keys of a plan, and whether a token has replaced them. */
function keysToRevoke({ plan, state }: ReplacementDetail) {
  const ids = plan.keys.map(({ id }) => id);
  return {
    keyIds: ids.filter((id) => state.keys[id] !== 'gone'),
    goneIds: ids.filter((id) => state.keys[id] === 'gone'),
    isReplaced: !plan.needs_token || state.steps['swap-secret'].status === 'done',
  };
}

/** The content that only this step has. */
function Extra({ detail, step, onEdit, onReload }: StepContentProps) {
  const { plan } = detail;
  const byApi = plan.variant.how === 'api' && plan.needs_token;
  switch (step.id) {
    case 'ask-holder':
      return (
        <>
          <HolderMessage detail={detail} onReload={onReload} />
          <Purpose plan={plan} onEdit={onEdit} />
        </>
      );
    case 'choose-projects':
      return <PlannedReach detail={detail} onEdit={onEdit} />;
    case 'permission-group':
      return byApi ? <ApiCalls plan={plan} part="group" /> : null;
    case 'service-token':
      return byApi ? <ApiCalls plan={plan} part="token" /> : null;
    case 'swap-secret':
      return plan.needs_token ? <Snippets plan={plan} /> : null;
    case 'revoke-keys':
      return <RevokeListed {...keysToRevoke(detail)} />;
    case 'check-token':
    case 'check-gone':
      return null;
  }
}
