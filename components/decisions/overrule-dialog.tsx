'use client';
import { useState, type SubmitEvent } from 'react';
import { MAX_REASON_CHARS } from '@/lib/contract/tables';
import { Field } from '@/components/form/field';
import { ErrorLine } from '@/components/status/error-line';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { copy } from './copy';
import { useOverrule } from './use-overrule';

const words = copy.usage;

const CHOICES = ['workload', 'person', 'rules'] as const;
type Choice = (typeof CHOICES)[number];

type OverruleDialogProps = {
  keyIds: readonly string[];
  onClose: () => void;
  onDone?: () => void;
};

/** Sets who uses these keys. The override also applies to later audits. */
export function OverruleDialog({ keyIds, onClose, onDone }: OverruleDialogProps) {
  const [choice, setChoice] = useState<Choice>('workload');
  const [note, setNote] = useState('');
  useUnsavedGuard(note !== '');
  const overrule = useOverrule(() => {
    onDone?.();
    onClose();
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const used_by = choice === 'rules' ? null : choice;
    overrule.mutate({
      decisions: keyIds.map((key_id) => ({ key_id, used_by, note: note.trim() })),
    });
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={words.title(keyIds.length)} description={<p>{words.hint}</p>}>
        <form onSubmit={submit} className="mt-4 space-y-4">
          <fieldset className="space-y-2">
            <legend className="sr-only">{words.usage}</legend>
            {CHOICES.map((value) => (
              <label key={value} className="flex items-start gap-2.5 text-sm">
                <input
                  type="radio"
                  name="used-by"
                  className="mt-0.75 accent-primary"
                  checked={choice === value}
                  onChange={() => setChoice(value)}
                />
                <span>
                  {words.choices[value].label}
                  <span className="block text-muted-foreground">{words.choices[value].hint}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <Field label={words.evidence} hint={words.evidenceHint}>
            {(input) => (
              <Input
                {...input}
                value={note}
                maxLength={MAX_REASON_CHARS}
                autoComplete="off"
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
          <ErrorLine error={overrule.error} />
          <DialogFooter>
            <DialogClose asChild>
              <Button>{words.cancel}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" disabled={overrule.isPending}>
              {overrule.isPending
                ? words.submitting
                : choice === 'rules'
                  ? words.remove
                  : words.submit}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
