import type { ShownProblem } from './plan-draft';
import { ApiError } from '@/lib/client';
import { ErrorLine } from '@/components/status/error-line';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';

type SavePlanBarProps = {
  /** What the button says: "Start this replacement". */
  label: string;
  ready: boolean;
  saving: boolean;
  problems: readonly ShownProblem[];
  error: Error | null;
  /** What of it the server refused and is still so. */
  refused: readonly ShownProblem[];
  /** Gives up what is typed; left out where there is nothing to go back to. */
  onDiscard?: () => void;
  /** Takes over what somebody else saved, keeping what was typed. */
  onRebase?: () => void;
};

/** At the foot of a plan's form: what hinders it, and the way to keep it. */
export function SavePlanBar(props: SavePlanBarProps) {
  const { label, ready, saving, problems, error, refused, onDiscard, onRebase } = props;
  const open = problems.filter(({ severity }) => severity !== 'warning');
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-background px-4 py-3">
      <div className="min-w-0 flex-1 basis-60 space-y-1 text-sm">
        {open.length > 0 && refused.length === 0 ? (
          <p className="text-muted-foreground">
            {open.some(({ severity }) => severity === 'refused')
              ? 'Some fields need a look before this can be saved.'
              : 'It can be saved so; what is missing is needed before the token is made.'}
          </p>
        ) : null}
        <SaveError error={error} refused={refused} onRebase={onRebase} />
      </div>
      {onDiscard ? (
        <Button variant="ghost" onClick={onDiscard} disabled={saving}>
          Discard
        </Button>
      ) : null}
      <Button type="submit" variant="primary" disabled={!ready || saving}>
        {saving ? 'Saving…' : label}
      </Button>
    </div>
  );
}

type SaveErrorProps = Pick<SavePlanBarProps, 'error' | 'refused' | 'onRebase'>;

/** Why it was not saved. What was wrong with a field stands there too, with what would do instead. */
function SaveError({ error, refused, onRebase }: SaveErrorProps) {
  if (error === null) return null;
  const isOfFields = error instanceof ApiError && error.problems.length > 0;
  if (isOfFields)
    return refused.length === 0 ? null : (
      <div role="alert" className="text-critical">
        Nothing was saved. <SafeText text={refused.map(({ says }) => says).join(' ')} />
      </div>
    );
  const isConflict = error instanceof ApiError && error.code === 'changed-meanwhile';
  return (
    <ErrorLine error={error}>
      {isConflict && onRebase ? (
        <Button variant="link" onClick={onRebase}>
          Load theirs, keep what I typed
        </Button>
      ) : null}
    </ErrorLine>
  );
}
