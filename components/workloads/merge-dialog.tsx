'use client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState, type SubmitEvent } from 'react';
import type { WorkloadDetail, WorkloadRow } from '@/lib/contract';
import {
  mergeWorkloadsMutation,
  withdrawWorkloadDecisionsMutation,
  workloadsQuery,
} from '@/lib/client';
import { notify, notifyWithUndo } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';
import { Field } from '@/components/form/field';
import { ErrorLine } from '@/components/status/error-line';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { copy } from './copy';

const words = copy.merge;

/** The most workloads to choose from at a time; the search finds the others. */
const MOST_SHOWN = 8;

type MergeDialogProps = {
  workload: WorkloadDetail;
  onClose: () => void;
  /** Called when the workload has become a part of another one. */
  onMerged: () => void;
};

/** Says that a workload is the same program as another one, which the user searches and chooses. */
export function MergeDialog({ workload, onClose, onMerged }: MergeDialogProps) {
  const { organization } = useShellSession();
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const [into, setInto] = useState<WorkloadRow | null>(null);
  const q = useDeferredValue(search.trim());
  const list = useInfiniteQuery(
    workloadsQuery(workload.audit_id, {
      q: q || null,
      filters: {},
      sort: { column: 'priority', direction: 'asc' },
    }),
  );
  const found = (list.data ?? []).filter(({ id }) => id !== workload.id).slice(0, MOST_SHOWN);
  const undo = useMutation({
    ...withdrawWorkloadDecisionsMutation(client, organization.id),
    onError: (error) => void notify('error', copy.decisions.undoFailed, error.message),
  });
  const options = mergeWorkloadsMutation(client, organization.id);
  const merge = useMutation({
    ...options,
    onSuccess: (answer, ...more) => {
      // Closes first, because this workload no longer exists.
      onMerged();
      void notifyWithUndo(words.done, () =>
        undo.mutate(answer.objects.map(({ subject }) => subject)),
      );
      return options.onSuccess?.(answer, ...more);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (into !== null) merge.mutate({ workload_ids: [workload.id], into: into.id });
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={words.title}
        description={
          <p>
            {words.hint} “<SafeText text={workload.name} />
            ”.
          </p>
        }
      >
        <form onSubmit={submit} className="mt-4 space-y-4" noValidate>
          <Field label={words.search}>
            {(input) => (
              <Input
                {...input}
                type="search"
                value={search}
                autoComplete="off"
                onChange={(event) => setSearch(event.target.value)}
              />
            )}
          </Field>
          <fieldset className="space-y-2">
            <legend className="sr-only">{words.legend}</legend>
            {found.map((row) => (
              <label key={row.id} className="flex items-start gap-2.5 text-sm">
                <input
                  type="radio"
                  name="into"
                  className="mt-0.75 accent-primary"
                  checked={into?.id === row.id}
                  onChange={() => setInto(row)}
                />
                <span className="min-w-0">
                  <SafeText text={row.name} />
                  <span className="block text-muted-foreground">
                    {copy.card.keys(row.keys, row.holders)}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
          {list.data !== undefined && found.length === 0 ? (
            <p className="text-sm text-muted-foreground">{words.noMatch}</p>
          ) : null}
          {into === null ? null : (
            <p className="text-sm">
              {words.before(workload.keys)} “<SafeText text={into.name} />
              ”. {words.after}
            </p>
          )}
          <ErrorLine error={merge.error ?? list.error} />
          <DialogFooter>
            <DialogClose asChild>
              <Button>{words.cancel}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" disabled={into === null || merge.isPending}>
              {merge.isPending ? words.submitting : words.submit}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
