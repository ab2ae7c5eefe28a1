'use client';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import type { AddExceptionsBody } from '@/lib/contract';
import { exceptionProblems } from '@/lib/contract/exception-terms';
import { MAX_EXCEPTION_DAYS, MAX_REASON_CHARS } from '@/lib/contract/tables';
import { DAY_MS } from '@/lib/domain/core';
import { Field } from '@/components/form/field';
import { ErrorLine } from '@/components/status/error-line';
import { Button } from '@/components/ui/button';
import { DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { copy } from './copy';
import { useExcept } from './use-except';

const words = copy.accept;

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
  const [date, setDate] = useState(() => dayAfter(today, DEFAULT_DAYS));
  useUnsavedGuard(reason !== '');
  const except = useExcept(onDone);
  const until = `${date}T23:59:59.000Z`;
  const problems = exceptionProblems({ reason, until: new Date(until) }, today);
  const ready = targets.length > 0 && problems.reason === null && problems.until === null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (ready) except.mutate({ targets, reason: reason.trim(), until });
  };
  return (
    <form onSubmit={submit} className="mt-4 space-y-4" noValidate>
      {children}
      <Field
        label={words.justification}
        // Nothing is wrong before anything is typed.
        error={reason === '' ? null : problems.reason}
      >
        {(input) => (
          <Textarea
            {...input}
            rows={3}
            required
            maxLength={MAX_REASON_CHARS}
            value={reason}
            onChange={(event) => setReason(event.target.value.replace(/[\r\n]+/g, ' '))}
          />
        )}
      </Field>
      <Field label={words.expires} hint={words.expiresHint} error={problems.until}>
        {(input) => (
          <Input
            {...input}
            type="date"
            required
            min={dayAfter(today, 0)}
            max={dayAfter(today, MAX_EXCEPTION_DAYS - 1)}
            className="w-40"
            value={date}
            onChange={(event) => setDate(event.target.value)}
          />
        )}
      </Field>
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
