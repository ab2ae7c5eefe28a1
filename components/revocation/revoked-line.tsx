'use client';
import { useState } from 'react';
import type { KeyRow } from '@/lib/contract';
import { holderLabel } from '@/components/keys/holder';
import { AuditHoldersAgain } from './audit-holders-again';
import type { FollowUp } from './words';

/** A key that was revoked from this very panel: the audit behind it still shows it. */
export function RevokedLine({ row, followUp }: { row: KeyRow; followUp: FollowUp | null }) {
  const [started, setStarted] = useState(false);
  return (
    <div className="basis-full space-y-2 text-sm">
      <p>Braintrust no longer lists this key. What stands here is what the last audit saw.</p>
      {followUp === null || started ? null : (
        <AuditHoldersAgain
          followUp={followUp}
          holder={holderLabel(row)}
          onStarted={() => setStarted(true)}
        />
      )}
    </div>
  );
}
