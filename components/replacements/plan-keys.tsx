import type { PlanKey } from '@/lib/domain/replacement-plan/plan';
import type { shownOutcomes } from '@/lib/domain/replacement-plan/step-results';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { TextLink } from '@/components/ui/text-link';
import { KEY_OUTCOME_WORDS } from '@/components/status/replacement-words';
import { copy } from './copy';

const SHOWN_AT_ONCE = 3;

type PlanKeysProps = {
  keys: readonly PlanKey[];
  /** What to say of each key, by its id. */
  outcomes: ReturnType<typeof shownOutcomes>;
};

/** The keys that a plan replaces: name, preview, holder and age. */
export function PlanKeys({ keys, outcomes }: PlanKeysProps) {
  const first = keys.slice(0, SHOWN_AT_ONCE);
  const rest = keys.slice(SHOWN_AT_ONCE);
  return (
    <section aria-label={copy.plan.keys} className="text-sm">
      <KeyList keys={first} outcomes={outcomes} />
      {rest.length > 0 ? (
        <details className="mt-1">
          <summary className="w-fit rounded-sm text-muted-foreground hover:text-foreground">
            {copy.plan.moreKeys(rest.length)}
          </summary>
          <div className="relative mt-1 max-h-72 overflow-y-auto">
            <KeyList keys={rest} outcomes={outcomes} />
          </div>
        </details>
      ) : null}
    </section>
  );
}

function KeyList({ keys, outcomes }: PlanKeysProps) {
  return (
    <ul className="space-y-1">
      {keys.map((key) => (
        <li key={key.id} className="flex flex-wrap items-baseline gap-x-3">
          <TextLink
            href={`/keys?key=${encodeURIComponent(key.id)}`}
            className="max-w-full font-medium"
          >
            <SafeText text={key.name} />
          </TextLink>
          <SafeText text={key.preview} className="font-mono text-xs text-muted-foreground" />
          <span className="text-muted-foreground">
            {copy.heldBy} <SafeText text={key.holder_name ?? key.holder_email ?? key.holder_id} />
          </span>
          {key.created === null ? null : (
            <span className="text-muted-foreground">
              {copy.plan.keyCreated} <RelativeTime at={key.created} />
            </span>
          )}
          <Outcome of={outcomes[key.id]} />
        </li>
      ))}
    </ul>
  );
}

function Outcome({ of }: { of: PlanKeysProps['outcomes'][string] | undefined }) {
  if (of === undefined) return null;
  const { outcome, isExpected } = of;
  const tone = isExpected ? 'text-muted-foreground' : 'text-warning';
  return (
    <span className={outcome === 'gone' ? 'text-ok' : tone}>{KEY_OUTCOME_WORDS[outcome]}</span>
  );
}
