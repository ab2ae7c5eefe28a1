'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { Revocation } from '@/lib/contract';
import { setRevocationMutation } from '@/lib/client';
import { ProofField } from '@/components/form/proof-field';
import { useProof } from '@/components/form/use-proof';
import { useRevocation } from '@/components/revocation/use-revocation';
import { useShellSession } from '@/components/shell/session-context';
import { ErrorLine } from '@/components/status/error-line';
import { ErrorPanel } from '@/components/status/error-panel';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { copy } from './copy';
import { SettingsPage } from './settings-page';

const words = copy.revoking;

/** Turns revoking on, which requires the owner's key, or off. */
export function RevokingScreen() {
  const query = useRevocation();
  return (
    <SettingsPage title={words.title}>
      <div>
        <div className="max-w-[70ch] space-y-2 text-sm text-muted-foreground">
          <p>{words.hint}</p>
          <p>{words.proofHint}</p>
        </div>
        {query.isPending ? (
          <Skeleton className="mt-3 h-8 w-48" />
        ) : query.isError ? (
          <ErrorPanel
            title={words.failed}
            error={query.error}
            onRetry={() => void query.refetch()}
            className="px-0 py-4"
          />
        ) : (
          <Switch state={query.data} />
        )}
      </div>
    </SettingsPage>
  );
}

function Switch({ state }: { state: Revocation }) {
  const { organization } = useShellSession();
  const [asking, setAsking] = useState(false);
  // After a change, the focused element is no longer on the page, so focus its replacement.
  const [touched, setTouched] = useState(false);
  const change = useMutation({
    ...setRevocationMutation(useQueryClient(), organization.id),
    onSettled: () => setTouched(true),
  });
  return (
    <div className="mt-3 space-y-3 text-sm">
      <p role="status">{state.enabled ? <SinceWhen state={state} /> : words.off}</p>
      {state.enabled ? (
        <Button
          key="off"
          autoFocus={touched}
          disabled={change.isPending}
          onClick={() => change.mutate(false)}
        >
          {words.disable}
        </Button>
      ) : asking ? (
        <SwitchOnForm
          isPending={change.isPending}
          switchOn={() => change.mutateAsync(true).then(() => setAsking(false))}
          onCancel={() => {
            setTouched(true);
            setAsking(false);
          }}
        />
      ) : (
        <Button key="on" autoFocus={touched} onClick={() => setAsking(true)}>
          {words.enable}
        </Button>
      )}
      <ErrorLine error={change.error} className="max-w-[70ch]" />
    </div>
  );
}

function SinceWhen({ state }: { state: Revocation }) {
  return (
    <>
      {words.on}
      <RelativeTime at={state.enabled_at} />
      {state.enabled_by === null ? null : (
        <>
          {words.by}
          <SafeText text={state.enabled_by} className="font-medium" />
        </>
      )}
      .
    </>
  );
}

type SwitchOnFormProps = {
  isPending: boolean;
  switchOn: () => Promise<void>;
  onCancel: () => void;
};

function SwitchOnForm({ isPending, switchOn, onCancel }: SwitchOnFormProps) {
  const proof = useProof();
  const busy = isPending || proof.isPending;
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || !(await proof.prove(event.currentTarget))) return;
    await switchOn().catch(() => {
      // The mutation shows a failure beside the form.
    });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="max-w-105 space-y-3" aria-busy={busy}>
      <ProofField proof={proof} autoFocus />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" autoFocus={!proof.needed} disabled={busy}>
          {busy ? words.submitting : words.submit}
        </Button>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  );
}
