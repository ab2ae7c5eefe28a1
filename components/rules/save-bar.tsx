'use client';
import { useFormState, useWatch } from 'react-hook-form';
import type { RuleSettings } from '@/lib/contract';
import { ApiError } from '@/lib/client';
import { ruleSettingsSchema } from '@/lib/contract/decisions';
import { ErrorLine } from '@/components/status/error-line';
import { formatUtc } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { copy } from './copy';
import { PreviewLine } from './preview-line';
import { usePaused } from '@/components/ui/use-paused';

const words = copy.saveBar;

const PAUSE_MS = 500;

type SaveBarProps = {
  saving: boolean;
  error: Error | null;
  onDiscard: () => void;
  onReload: () => void;
};

/** The bar below a changed form: a preview of the effect, and buttons to save or discard. */
export function SaveBar({ saving, error, onDiscard, onReload }: SaveBarProps) {
  const { isDirty } = useFormState<RuleSettings>();
  const settings = useWatch<RuleSettings, RuleSettings, RuleSettings | null>({
    compute: (values) => ruleSettingsSchema.safeParse(values).data ?? null,
  });
  const paused = usePaused(settings, PAUSE_MS);
  if (!isDirty) return null;
  return (
    <div className="sticky bottom-0 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-background px-4 py-3">
      <div className="min-w-0 flex-1">
        {settings === null ? (
          <p className="text-sm text-critical">{words.invalid}</p>
        ) : paused === settings ? (
          <PreviewLine settings={settings} />
        ) : (
          <p className="text-sm text-muted-foreground">{copy.preview.pending}</p>
        )}
        {error ? <SaveError error={error} onReload={onReload} /> : null}
      </div>
      <Button variant="ghost" onClick={onDiscard} disabled={saving}>
        {words.discard}
      </Button>
      <Button type="submit" variant="primary" disabled={saving}>
        {saving ? words.saving : words.save}
      </Button>
    </div>
  );
}

function SaveError({ error, onReload }: { error: Error; onReload: () => void }) {
  const changed = error instanceof ApiError ? error.changed : null;
  if (!changed) return <ErrorLine error={error} className="mt-1" />;
  return (
    <div role="alert" className="mt-1 text-sm text-critical">
      {changed.by === null ? (
        words.resetMeanwhile(changed.version)
      ) : (
        <>
          <SafeText text={changed.by} />
          {words.savedMeanwhile(
            changed.version,
            changed.at === null ? null : formatUtc(changed.at),
          )}
        </>
      )}{' '}
      {words.notSaved}{' '}
      <Button variant="link" onClick={onReload}>
        {words.reload}
      </Button>
    </div>
  );
}
