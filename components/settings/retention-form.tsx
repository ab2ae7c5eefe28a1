'use client';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useId, useState, type SubmitEvent } from 'react';
import { changeRetentionMutation } from '@/lib/client';
import { RETENTION_DAYS } from '@/lib/contract/ranges';
import { ProofField } from '@/components/form/proof-field';
import { useProof } from '@/components/form/use-proof';
import { numberIn } from '@/components/form/use-typed';
import { useShellSession } from '@/components/shell/session-context';
import { ErrorLine } from '@/components/status/error-line';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { copy } from './copy';

const words = copy.retention;

/** The form for how long finished audits are kept. It says what a change will delete. */
export function RetentionForm({ stored }: { stored: number }) {
  const { organization } = useShellSession();
  const router = useRouter();
  const id = useId();
  const [text, setText] = useState(String(stored));
  const save = useMutation({
    ...changeRetentionMutation(organization.id),
    onSuccess: () => router.refresh(),
  });
  const kept = save.data?.days ?? stored;
  const asked = numberIn(text, RETENTION_DAYS);
  useUnsavedGuard(asked !== kept);
  const proof = useProof();
  const shortens = asked !== null && asked < kept;
  const busy = proof.isPending || save.isPending;
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (asked === null || busy) return;
    if (shortens && !(await proof.prove(event.currentTarget))) return;
    save.mutate(asked);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-1.5" aria-busy={busy}>
      <span className="flex flex-wrap items-center gap-2">
        <Input
          aria-label={words.field}
          aria-invalid={asked === null}
          aria-describedby={`${id}-note`}
          inputMode="numeric"
          autoComplete="off"
          className="w-20 text-right tabular-nums"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            if (!save.isPending) save.reset();
          }}
        />
        {words.days}
        <Button type="submit" disabled={asked === null || (asked === kept && !save.isSuccess)}>
          {busy ? words.saving : words.save}
        </Button>
      </span>
      <span
        id={`${id}-note`}
        className={asked === null ? 'block text-critical' : 'block text-muted-foreground'}
      >
        {noteOf(asked, kept)}
      </span>
      {shortens ? <ProofField proof={proof} /> : null}
      <ErrorLine error={save.error} before={words.failed} />
      <span role="status" className="block font-medium empty:hidden">
        {save.isSuccess ? words.saved(save.data.audits_due) : null}
      </span>
    </form>
  );
}

function noteOf(asked: number | null, kept: number): string {
  if (asked === null) return RETENTION_DAYS.rule;
  return asked < kept ? words.shortened(asked) : words.hint;
}
