'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { KeyRow } from '@/lib/contract';
import { MOST_REVOCATIONS } from '@/lib/contract/confirmation';
import { Button } from '@/components/ui/button';
import { copy } from './copy';
import { useRevocation } from './use-revocation';
import { canBeRevoked } from './words';

const RevokeDialog = dynamic(() => import('./revoke-dialog').then((m) => m.RevokeDialog), {
  ssr: false,
});

type RevokeSelectionProps = {
  /** The selected rows of the latest audit that the table has loaded. */
  rows: readonly KeyRow[];
  /** Number of selected rows, loaded or not. */
  count: number;
  /** Called when every selected key is revoked. */
  onDone: () => void;
};

/** The button to revoke the selected keys, if revoking is on. */
export function RevokeSelection({ rows, count, onDone }: RevokeSelectionProps) {
  const state = useRevocation();
  const [keys, setKeys] = useState<readonly KeyRow[] | null>(null);
  const offered = rows.filter(canBeRevoked);
  const leftOut = count - (keys ?? offered).length;
  if (keys === null && !state.data?.enabled) return null;
  if (keys === null && offered.length === 0) return null;
  if (keys === null && offered.length > MOST_REVOCATIONS)
    return (
      <span className="px-2 text-sm text-muted-foreground">
        {copy.selection.tooMany(MOST_REVOCATIONS)}
      </span>
    );
  return (
    <>
      <Button variant="ghost" size="sm" onClick={() => setKeys(offered)}>
        {copy.button.revoke}
      </Button>
      {keys === null ? null : (
        <RevokeDialog
          keys={keys}
          leftOut={leftOut === 0 ? undefined : copy.selection.leftOut(leftOut)}
          onClose={(gone) => {
            setKeys(null);
            if (gone.size > 0 && gone.size === count) onDone();
          }}
        />
      )}
    </>
  );
}
