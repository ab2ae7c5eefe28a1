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
import type { Revoked } from './revoke-dialog';
import { RevokingNotRead, RevokingOff } from './revoking-off';
import { useRevocation } from './use-revocation';
import { canBeRevoked, joinFollowUps } from './words';

const RevokeDialog = dynamic(() => import('./revoke-dialog').then((m) => m.RevokeDialog), {
  ssr: false,
});

type RevokeListedProps = {
  /** Keys that still have to be revoked, as far as is known. */
  keyIds: readonly string[];
  /** Whether these keys have already been replaced. */
  isReplaced: boolean;
};

/**
 * Lists those of the given keys that still exist, with a button to revoke each. If revoking is off, it shows
 * a link to the setting.
 */
export function RevokeListed({ keyIds, isReplaced }: RevokeListedProps) {
  const state = useRevocation({ enabled: keyIds.length > 0 });
  if (keyIds.length === 0) return null;
  if (state.isError) return <RevokingNotRead onRetry={() => void state.refetch()} />;
  if (!state.data) return null;
  if (!state.data.enabled) return <RevokingOff />;
  return (
    <Listed keyIds={keyIds.slice(0, MOST_REVOCATIONS)} {...{ isReplaced }} all={keyIds.length} />
  );
}

const NOTHING: Revoked = { gone: new Set(), followUp: null };

function Listed({ keyIds, isReplaced, all }: RevokeListedProps & { all: number }) {
  const { alive, query } = useAlive(keyIds);
  const [chosen, setChosen] = useState<readonly KeyRow[] | null>(null);
  const [revoked, setRevoked] = useState(NOTHING);
  const left = alive.filter(({ id }) => !revoked.gone.has(id));
  const close = ({ gone, followUp }: Revoked) => {
    setChosen(null);
    setRevoked((before) => ({
      gone: new Set([...before.gone, ...gone]),
      followUp: gone.size === 0 ? before.followUp : joinFollowUps(before.followUp, followUp),
    }));
  };
  return (
    <section aria-label={copy.listed.title} className="max-w-[80ch] space-y-3">
      <h3 className="text-sm font-medium">{copy.listed.title}</h3>
      <ErrorLine error={query.error} before={copy.listed.failed} />
      {left.length > 0 ? <KeysToRevoke keys={left} onRevoke={setChosen} /> : null}
      {all > keyIds.length ? (
        <p className="text-sm text-muted-foreground">{copy.listed.first(keyIds.length, all)}</p>
      ) : null}
      <Gone keys={alive.filter(({ id }) => revoked.gone.has(id))} revoked={revoked} />
      {chosen === null ? null : (
        <RevokeDialog keys={chosen} isReplaced={isReplaced} onClose={close} />
      )}
    </section>
  );
}

/** The given keys that the latest audit saw. */
function useAlive(keyIds: readonly string[]) {
  const auditId = useOverview().data?.audit?.id;
  const query = useInfiniteQuery({
    ...keysQuery(auditId ?? '', {
      q: null,
      filters: { id: keyIds },
      sort: { column: 'holder', direction: 'asc' },
    }),
    enabled: auditId !== undefined,
  });
  return { alive: (query.data ?? []).filter(canBeRevoked), query };
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

/** Says which keys were revoked here, because every list shows them until their holders are audited again. */
function Gone({ keys, revoked }: { keys: readonly KeyRow[]; revoked: Revoked }) {
  const [started, setStarted] = useState<Revoked['followUp']>(null);
  const { followUp } = revoked;
  const [first] = keys;
  if (first === undefined) return null;
  return (
    <div className="space-y-2 text-sm">
      <p>{copy.listed.revoked(keys.length)}</p>
      {followUp === null || followUp === started ? null : (
        <AuditHoldersAgain
          quiet
          followUp={followUp}
          holder={holderLabel(first)}
          onStarted={() => setStarted(followUp)}
        />
      )}
    </div>
  );
}
