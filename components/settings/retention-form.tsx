'use client';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useId, useState, type SubmitEvent } from 'react';
import { changeRetentionMutation } from '@/lib/client';
import { RETENTION_DAYS } from '@/lib/contract/retention-days';
import { ProofField } from '@/components/form/proof-field';
import { useProof } from '@/components/form/use-proof';
import { useShellSession } from '@/components/shell/session-context';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { copy } from './copy';

const words = copy.retention;

/** The form for how long finished audits are kept. It says what a change will delete. */
export function RetentionForm({ days }: { days: number }) {
  const { organization } = useShellSession();
  const router = useRouter();
  const id = useId();
  const [text, setText] = useState(String(days));
  const save = useMutation({
    ...changeRetentionMutation(organization.id),
    onSuccess: () => router.refresh(),
  });
  const kept = save.data?.days ?? days;
  const asked = daysOf(text);
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
      {save.isError ? (
        <span role="alert" className="block text-critical">
          {words.failed(save.error.message)}
        </span>
      ) : null}
      <span role="status" className="block font-medium empty:hidden">
        {save.isSuccess ? words.saved(save.data.audits_due) : null}
      </span>
    </form>
  );
}

/** Parses a number of days; `null` if it isn't an allowed one. */
function daysOf(text: string): number | null {
  if (!/^\d{1,5}$/.test(text.trim())) return null;
  const days = Number(text);
  return days >= RETENTION_DAYS.least && days <= RETENTION_DAYS.most ? days : null;
}

function noteOf(asked: number | null, kept: number): string {
  const { least, most } = RETENTION_DAYS;
  if (asked === null) return words.invalid(least, most);
  return asked < kept ? words.shortened(asked) : words.hint;
}
