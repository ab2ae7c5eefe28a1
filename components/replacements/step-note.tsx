import { useId, useState } from 'react';
import type { ReplacementDetail } from '@/lib/contract';
import type { StepId } from '@/lib/domain/replacement-plan/state';
import { ErrorLine } from '@/components/status/error-line';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { Textarea } from '@/components/ui/textarea';
import { copy } from './copy';
import { useActOnStep } from './use-act-on-step';

const MOST_CHARS = 5000;

type StepNoteProps = {
  detail: ReplacementDetail;
  step: StepId;
  onReload: () => Promise<unknown>;
};

/** The note of a step. Unsaved text stays in the field even if someone else saves the plan. */
export function StepNote({ detail, step, onReload }: StepNoteProps) {
  const stored = detail.state.steps[step].note;
  const [typed, setTyped] = useState<string | null>(null);
  const id = useId();
  const { act, busy, error } = useActOnStep(detail, onReload);
  const changed = typed !== null && typed !== stored;
  useUnsavedGuard(changed);
  if (typed === null)
    return (
      <div className="max-w-[70ch] text-sm">
        {stored ? (
          <div>
            <span className="text-muted-foreground">{copy.note.label}: </span>
            {stored.split(/\r?\n/).map((line, at) => (
              <p key={at} className="min-h-5">
                {line === '' ? null : <SafeText text={line} />}
              </p>
            ))}
          </div>
        ) : null}
        <Button variant="link" onClick={() => setTyped(stored)}>
          {stored ? copy.note.edit : copy.note.add}
        </Button>
      </div>
    );
  return (
    <div className="max-w-[70ch] space-y-2">
      <label htmlFor={id} className="block text-sm font-medium">
        {copy.note.label}
      </label>
      <Textarea
        id={id}
        rows={3}
        maxLength={MOST_CHARS}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ErrorLine error={error} />
      <div className="flex gap-2">
        <Button
          size="sm"
          disabled={!changed || busy}
          onClick={() => act({ act: 'note', step, note: typed }, () => setTyped(null))}
        >
          {busy ? copy.saving : copy.note.save}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setTyped(null)}>
          {copy.cancel}
        </Button>
      </div>
    </div>
  );
}
