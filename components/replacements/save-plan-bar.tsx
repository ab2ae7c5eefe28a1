import { ActionBar } from './action-bar';
import { copy } from './copy';
import type { ShownProblem } from './plan-draft';
import { ApiError } from '@/lib/client';
import { ErrorLine } from '@/components/status/error-line';
import { Button } from '@/components/ui/button';

type SavePlanBarProps = {
  /** Text of the button, such as "Create plan". */
  label: string;
  ready: boolean;
  saving: boolean;
  problems: readonly ShownProblem[];
  error: Error | null;
  /** Discards the changes; omit it if there is nothing to return to. */
  onDiscard?: () => void;
  /** Loads what someone else saved and keeps the user's changes. */
  onRebase?: () => void;
};

/** The bar at the bottom of a plan's form: the save button and what prevents saving. */
export function SavePlanBar(props: SavePlanBarProps) {
  const { label, ready, saving, problems, error, onDiscard, onRebase } = props;
  const open = problems.filter(({ severity }) => severity !== 'warning');
  return (
    <ActionBar>
      <div className="min-w-0 flex-1 basis-60 space-y-1 text-sm empty:hidden">
        {open.length > 0 ? (
          <p className="text-muted-foreground">
            {open.some(({ severity }) => severity === 'refused')
              ? copy.form.fixFirst
              : copy.form.canWait}
          </p>
        ) : null}
        <SaveError error={error} onRebase={onRebase} />
      </div>
      <div className="ml-auto flex items-center gap-x-4">
        {onDiscard ? (
          <Button variant="ghost" onClick={onDiscard} disabled={saving}>
            {copy.cancel}
          </Button>
        ) : null}
        <Button type="submit" variant="primary" disabled={!ready || saving}>
          {saving ? copy.saving : label}
        </Button>
      </div>
    </ActionBar>
  );
}

type SaveErrorProps = Pick<SavePlanBarProps, 'error' | 'onRebase'>;

/** Why saving failed. `ErrorSummary` lists what is wrong with fields. */
function SaveError({ error, onRebase }: SaveErrorProps) {
  if (error === null) return null;
  if (error instanceof ApiError && error.problems.length > 0) return null;
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
