'use client';
import { Check, TriangleAlert } from 'lucide-react';
import { useId, type SubmitEvent } from 'react';
import type { KeyRow } from '@/lib/contract';
import { holderLabel } from '@/components/status/holder';
import { KeyAge } from '@/components/status/key-age';
import { AccessWord } from '@/components/status/access-word';
import { ErrorLine } from '@/components/status/error-line';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { ProofField } from '@/components/form/proof-field';
import { copy } from './copy';
import type { RevokeKeys } from './use-revoke-keys';
import { seemsInUse, textToType, typingOf } from './words';

/** The keys to revoke, each with its main facts and a field in which typing its name confirms it. */
export function ConfirmKeys({
  revoking,
  isReplaced,
}: {
  revoking: RevokeKeys;
  isReplaced: boolean;
}) {
  const { keys, confirmed, isPending, proof, error } = revoking;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (revoking.isReady) void revoking.submit(event.currentTarget);
  };
  const count = Math.max(1, confirmed.length);
  return (
    <form onSubmit={submit} className="mt-4 space-y-4" aria-busy={isPending}>
      <ol className="space-y-4">
        {keys.map((key) => (
          <KeyToConfirm
            key={key.id}
            row={key}
            warns={!isReplaced && seemsInUse(key)}
            revoking={revoking}
          />
        ))}
      </ol>
      <ProofField proof={proof} />
      <ErrorLine error={error} />
      <p role="status" className="text-sm text-muted-foreground empty:hidden">
        {isPending
          ? copy.confirm.pending
          : keys.length > 1
            ? copy.confirm.count(confirmed.length, keys.length)
            : null}
      </p>
      <DialogFooter>
        <DialogClose asChild>
          <Button disabled={isPending}>{copy.confirm.cancel}</Button>
        </DialogClose>
        <Button type="submit" variant="destructive" disabled={!revoking.isReady || isPending}>
          {isPending ? copy.confirm.revoking : copy.confirm.revoke(count)}
        </Button>
      </DialogFooter>
    </form>
  );
}

type KeyToConfirmProps = {
  row: KeyRow;
  /** Whether a workload seems to use the key. */
  warns: boolean;
  revoking: RevokeKeys;
};

function KeyToConfirm({ row, warns, revoking }: KeyToConfirmProps) {
  const field = useId();
  const typed = revoking.typedFor(row.id);
  const isConfirmed = typingOf(row, typed) === 'confirmed';
  return (
    <li className="space-y-3 rounded-md border p-3">
      <KeyFactsInBrief row={row} />
      {warns ? (
        <p className="flex gap-2 text-sm">
          <TriangleAlert className="mt-0.5 size-4 shrink-0 text-high" aria-hidden />
          <span>{copy.confirm.likelyUsed}</span>
        </p>
      ) : null}
      <div className="space-y-1">
        <label htmlFor={field} className="block text-sm">
          {copy.confirm.type} <SafeText text={textToType(row)} className="font-medium" />{' '}
          {copy.confirm.toConfirm}
        </label>
        <div className="relative">
          <Input
            id={field}
            value={typed}
            autoComplete="off"
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            maxLength={5000}
            readOnly={revoking.isPending}
            className={isConfirmed ? 'pr-8' : ''}
            onChange={(event) => revoking.type(row.id, event.target.value)}
          />
          {isConfirmed ? (
            <Check
              className="absolute top-2 right-2.5 size-4 text-muted-foreground"
              role="img"
              aria-label={copy.confirm.confirmed}
            />
          ) : null}
        </div>
      </div>
    </li>
  );
}

function KeyFactsInBrief({ row }: { row: KeyRow }) {
  const { facts } = copy.confirm;
  return (
    <dl className="grid grid-cols-[64px_1fr] gap-x-3 gap-y-1 text-sm [&_dd]:min-w-0 [&_dt]:text-muted-foreground">
      <dt>{facts.key}</dt>
      <dd>
        <SafeText text={row.name} className="font-medium" />{' '}
        <SafeText text={row.preview_name} className="font-mono text-xs text-muted-foreground" />
      </dd>
      <dt>{facts.holder}</dt>
      <dd>
        <SafeText text={holderLabel(row)} />
      </dd>
      <dt>{facts.age}</dt>
      <dd>
        <KeyAge days={row.age_days} created={row.created} />
      </dd>
      <dt>{facts.access}</dt>
      <dd>
        <AccessWord access={row.access} projects={row.projects_reached} />
      </dd>
    </dl>
  );
}
