import type { PlanKey } from '@/lib/domain/replacement-plan/plan';
import type { KeyOutcome } from '@/lib/domain/replacement-plan/state';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { TextLink } from '@/components/ui/text-link';
import { KEY_OUTCOME_WORDS } from '@/components/status/replacement-words';
import { copy } from './copy';

const SHOWN_AT_ONCE = 3;

type PlanKeysProps = {
  keys: readonly PlanKey[];
  /** Result of the latest check, by key id. */
  outcomes: Readonly<Record<string, KeyOutcome>>;
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
          <Outcome outcome={outcomes[key.id]} />
        </li>
      ))}
    </ul>
  );
}

function Outcome({ outcome }: { outcome: KeyOutcome | undefined }) {
  if (outcome === undefined) return null;
  return (
    <span className={outcome === 'gone' ? 'text-ok' : 'text-warning'}>
      {KEY_OUTCOME_WORDS[outcome]}
    </span>
  );
}
