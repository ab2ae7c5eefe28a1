'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { KeyRow } from '@/lib/contract';
import { useOverview } from '@/components/shell/use-audits';
import { Button } from '@/components/ui/button';
import { copy } from './copy';
import { RevokingNotRead, RevokingOff } from './revoking-off';
import { useRevocation } from './use-revocation';
import { canBeRevoked, isRevoked } from './words';

const RevokeDialog = dynamic(() => import('./revoke-dialog').then((m) => m.RevokeDialog), {
  ssr: false,
});
const RevokedLine = dynamic(() => import('./revoked-line').then((m) => m.RevokedLine), {
  ssr: false,
});

/**
 * The button to revoke a key that the latest audit saw, or that it was revoked since. If revoking is off, a link
 * to the setting.
 */
export function RevokeKey({ row }: { row: KeyRow }) {
  const isNewest = useOverview().data?.audit?.id === row.audit_id;
  const isOffered = isNewest && canBeRevoked(row);
  const state = useRevocation({ enabled: isOffered });
  const [open, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  if (isNewest && isRevoked(row) && !open) return <RevokedLine row={row} isNew={wasOpen} />;
  if (!isOffered && !open) return null;
  if (state.isError) return <RevokingNotRead onRetry={() => void state.refetch()} />;
  if (!state.data) return null;
  if (!state.data.enabled && !open) return <RevokingOff />;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {copy.button.revokeKey}
      </Button>
      {open ? (
        <RevokeDialog
          keys={[row]}
          onClose={() => {
            setWasOpen(true);
            setOpen(false);
          }}
        />
      ) : null}
    </>
  );
}
