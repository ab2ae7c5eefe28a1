import { ActionBar } from './action-bar';
import { copy } from './copy';
import type { ShownProblem } from './plan-draft';
import { ApiError } from '@/lib/client';
import { ErrorLine } from '@/components/status/error-line';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';

type SavePlanBarProps = {
  /** Text of the button, such as "Create plan". */
  label: string;
  ready: boolean;
  saving: boolean;
  problems: readonly ShownProblem[];
  error: Error | null;
  /** Problems for which the server rejected the plan and that aren't fixed yet. */
  refused: readonly ShownProblem[];
  /** Discards the changes; omit it if there is nothing to return to. */
  onDiscard?: () => void;
  /** Loads what someone else saved and keeps the user's changes. */
  onRebase?: () => void;
};

/** The bar at the bottom of a plan's form: the save button and what prevents saving. */
export function SavePlanBar(props: SavePlanBarProps) {
  const { label, ready, saving, problems, error, refused, onDiscard, onRebase } = props;
  const open = problems.filter(({ severity }) => severity !== 'warning');
  return (
    <ActionBar>
      <div className="min-w-0 flex-1 basis-60 space-y-1 text-sm">
        {open.length > 0 && refused.length === 0 ? (
          <p className="text-muted-foreground">
            {open.some(({ severity }) => severity === 'refused')
              ? copy.form.fixFirst
              : copy.form.canWait}
          </p>
        ) : null}
        <SaveError error={error} refused={refused} onRebase={onRebase} />
      </div>
      {onDiscard ? (
        <Button variant="ghost" onClick={onDiscard} disabled={saving}>
          {copy.cancel}
        </Button>
      ) : null}
      <Button type="submit" variant="primary" disabled={!ready || saving}>
        {saving ? copy.saving : label}
      </Button>
    </ActionBar>
  );
}

type SaveErrorProps = Pick<SavePlanBarProps, 'error' | 'refused' | 'onRebase'>;

/** Why saving failed. Problems of a field also appear beside it, with a suggested value. */
function SaveError({ error, refused, onRebase }: SaveErrorProps) {
  if (error === null) return null;
  const isOfFields = error instanceof ApiError && error.problems.length > 0;
  if (isOfFields)
    return refused.length === 0 ? null : (
      <div role="alert" className="text-critical">
        {copy.form.failed} <SafeText text={refused.map(({ says }) => says).join(' ')} />
      </div>
    );
  const isConflict = error instanceof ApiError && error.code === 'changed-meanwhile';
  return (
    <ErrorLine error={error}>
      {isConflict && onRebase ? (
        <Button variant="link" onClick={onRebase}>
          {copy.form.rebase}
        </Button>
      ) : null}
    </ErrorLine>
  );
}
