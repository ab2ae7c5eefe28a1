import type { ShownProblem } from './plan-draft';
import { ApiError } from '@/lib/client';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';

type SavePlanBarProps = {
  /** What the button says: "Start this replacement". */
  label: string;
  ready: boolean;
  saving: boolean;
  problems: readonly ShownProblem[];
  error: Error | null;
  /** Gives up what is typed; left out where there is nothing to go back to. */
  onDiscard?: () => void;
  /** Takes over what somebody else saved, keeping what was typed. */
  onRebase?: () => void;
};

/** At the foot of a plan's form: what hinders it, and the way to keep it. */
export function SavePlanBar(props: SavePlanBarProps) {
  const { label, ready, saving, problems, error, onDiscard, onRebase } = props;
  const open = problems.filter(({ severity }) => severity !== 'warning');
  const conflict = error instanceof ApiError && error.code === 'changed-meanwhile';
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-background px-4 py-3">
      <div className="min-w-0 flex-1 basis-60 space-y-1 text-sm">
        {open.length > 0 ? (
          <p className="text-muted-foreground">
            {open.some(({ severity }) => severity === 'refused')
              ? 'Some fields need a look before this can be saved.'
              : 'It can be saved so; what is missing is needed before the token is made.'}
          </p>
        ) : null}
        {error ? (
          <div role="alert" className="text-critical">
            <SafeText text={error.message} />{' '}
            {conflict && onRebase ? (
              <Button variant="link" onClick={onRebase}>
                Load theirs, keep what I typed
              </Button>
            ) : null}
          </div>
        ) : null}
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
