'use client';
import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import type { AddExceptionsBody } from '@/lib/contract';
import { MAX_EXCEPTION_DAYS, MAX_REASON_CHARS } from '@/lib/contract/tables';
import { ErrorLine } from '@/components/status/error-line';
import { Button } from '@/components/ui/button';
import { DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { copy } from './copy';
import { useExcept } from './use-except';

const words = copy.accept;

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_DAYS = 90;

type ExceptFormProps = {
  /** The findings to accept; empty while none is chosen. */
  targets: AddExceptionsBody['targets'];
  /** Shown above the reason, to choose what to accept. */
  children?: ReactNode;
  onDone: () => void;
};

/** The reason and end date of an exception. Both are required: no accepted risk lasts forever. */
export function ExceptForm({ targets, children, onDone }: ExceptFormProps) {
  const [today] = useState(() => new Date());
  const [reason, setReason] = useState('');
  useUnsavedGuard(reason !== '');
  const [until, setUntil] = useState(() => dayAfter(today, DEFAULT_DAYS));
  const id = useId();
  const except = useExcept(onDone);
  const [first, last] = [dayAfter(today, 1), dayAfter(today, MAX_EXCEPTION_DAYS - 1)];
  const ready = targets.length > 0 && reason.trim() !== '' && until >= first && until <= last;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (ready) except.mutate({ targets, reason: reason.trim(), until: `${until}T23:59:59.000Z` });
  };
  return (
    <form onSubmit={submit} className="mt-4 space-y-4">
      {children}
      <div className="space-y-1">
        <label htmlFor={`${id}-reason`} className="block text-sm">
          {words.justification}
        </label>
        <Textarea
          id={`${id}-reason`}
          rows={3}
          required
          maxLength={MAX_REASON_CHARS}
          value={reason}
          onChange={(event) => setReason(event.target.value.replace(/[\r\n]+/g, ' '))}
        />
      </div>
      <div className="space-y-1">
        <label htmlFor={`${id}-until`} className="block text-sm">
          {words.expires}
          <span className="text-muted-foreground">{words.expiresHint}</span>
        </label>
        <Input
          id={`${id}-until`}
          type="date"
          required
          min={first}
          max={last}
          className="w-40"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </div>
      <ErrorLine error={except.error} />
      <DialogFooter>
        <DialogClose asChild>
          <Button>{words.cancel}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" disabled={!ready || except.isPending}>
          {except.isPending ? words.submitting : words.submit}
        </Button>
      </DialogFooter>
    </form>
  );
}

function dayAfter(from: Date, days: number): string {
  return new Date(from.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}
