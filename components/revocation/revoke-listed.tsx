'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { KeyRow } from '@/lib/contract';
import { keysQuery } from '@/lib/client';
import { MOST_REVOCATIONS } from '@/lib/contract/confirmation';
import { holderLabel } from '@/components/status/holder';
import { useOverview } from '@/components/shell/use-audits';
import { ErrorLine } from '@/components/status/error-line';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { AuditHoldersAgain } from './audit-holders-again';
import { copy } from './copy';
import { RevokingNotRead, RevokingOff } from './revoking-off';
import { useRevocation } from './use-revocation';
import { canBeRevoked, followUpOf, isRevoked } from './words';

const RevokeDialog = dynamic(() => import('./revoke-dialog').then((m) => m.RevokeDialog), {
  ssr: false,
});

type RevokeListedProps = {
  /** Keys that still have to be revoked, as far as is known. */
  keyIds: readonly string[];
  /** Keys that are known to be gone. Those that no audit has verified yet are shown. */
  goneIds: readonly string[];
  /** Whether these keys have already been replaced. */
  isReplaced: boolean;
};

/**
 * Lists those of the given keys that still exist, with a button to revoke each. If revoking is off, it shows
 * a link to the setting.
 */
export function RevokeListed(props: RevokeListedProps) {
  const hasKeys = props.keyIds.length > 0;
  const state = useRevocation({ enabled: hasKeys || props.goneIds.length > 0 });
  if (state.isError) return <RevokingNotRead onRetry={() => void state.refetch()} />;
  if (!state.data) return null;
  if (!state.data.enabled) return hasKeys ? <RevokingOff /> : null;
  return <Listed {...props} />;
}

function Listed({ keyIds, goneIds, isReplaced }: RevokeListedProps) {
  const { rows, query } = useKeysOf([...keyIds, ...goneIds].slice(0, MOST_REVOCATIONS));
  const [chosen, setChosen] = useState<readonly KeyRow[] | null>(null);
  const left = rows.filter(canBeRevoked);
  const revoked = rows.filter(isRevoked);
  const isOver = left.length === 0 && revoked.length === 0 && chosen === null;
  if (isOver && query.error === null) return null;
  return (
    <section aria-label={copy.listed.title} className="max-w-[80ch] space-y-3">
      <h3 className="text-sm font-medium">{copy.listed.title}</h3>
      <ErrorLine error={query.error} before={copy.listed.failed} />
      {left.length > 0 ? <KeysToRevoke keys={left} onRevoke={setChosen} /> : null}
      {keyIds.length > MOST_REVOCATIONS ? (
        <p className="text-sm text-muted-foreground">
          {copy.listed.first(MOST_REVOCATIONS, keyIds.length)}
        </p>
      ) : null}
      <Revoked keys={revoked} />
      {chosen === null ? null : (
        <RevokeDialog keys={chosen} isReplaced={isReplaced} onClose={() => setChosen(null)} />
      )}
    </section>
  );
}

/**
 * The given keys in the latest audit. The ids are sorted, so that revoking a key only moves it and doesn't change
 * the query. A changed query would show the old rows until it has an answer.
 */
function useKeysOf(keyIds: readonly string[]) {
  const auditId = useOverview().data?.audit?.id;
  const query = useInfiniteQuery({
    ...keysQuery(auditId ?? '', {
      q: null,
      filters: { id: keyIds.toSorted() },
      sort: { column: 'holder', direction: 'asc' },
    }),
    enabled: auditId !== undefined,
  });
  return { rows: query.data ?? [], query };
}

type KeysToRevokeProps = {
  keys: readonly KeyRow[];
  onRevoke: (keys: readonly KeyRow[]) => void;
};

function KeysToRevoke({ keys, onRevoke }: KeysToRevokeProps) {
  return (
    <>
      <ul aria-label={copy.listed.keys} className="divide-y rounded-md border text-sm">
        {keys.map((key) => (
          <li key={key.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
            <span className="min-w-0 flex-1 basis-52">
              <SafeText text={key.name} className="font-medium" />{' '}
              <SafeText
                text={key.preview_name}
                className="font-mono text-xs text-muted-foreground"
              />{' '}
              <span className="text-muted-foreground">
                {copy.listed.heldBy} <SafeText text={holderLabel(key)} />
              </span>
            </span>
            <Button
              size="sm"
              aria-label={copy.button.revokeNamed(key.name, holderLabel(key))}
              onClick={() => onRevoke([key])}
            >
              {copy.button.revoke}
            </Button>
          </li>
        ))}
      </ul>
      {keys.length > 1 ? (
        <Button size="sm" onClick={() => onRevoke(keys)}>
          {copy.button.revokeKeys(keys.length)}
        </Button>
      ) : null}
    </>
  );
}

/** Says which keys were revoked, because every list shows them until their holders are audited again. */
function Revoked({ keys }: { keys: readonly KeyRow[] }) {
  const [started, setStarted] = useState<string | null>(null);
  const [first] = keys;
  const followUp = followUpOf(keys);
  if (first === undefined || followUp === null) return null;
  const members = followUp.member_ids.join();
  return (
    <div className="space-y-2 text-sm">
      <p>{copy.listed.revoked(keys.length)}</p>
      {members === started ? null : (
        <AuditHoldersAgain
          quiet
          followUp={followUp}
          holder={holderLabel(first)}
          onStarted={() => setStarted(members)}
        />
      )}
    </div>
  );
}
