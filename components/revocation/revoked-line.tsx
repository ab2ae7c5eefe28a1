'use client';
import { useEffect, useRef, useState } from 'react';
import type { KeyRow } from '@/lib/contract';
import { holderLabel } from '@/components/status/holder';
import { AuditHoldersAgain } from './audit-holders-again';
import type { FollowUp } from './words';

/** A key that was revoked from this very panel: the audit behind it still shows it. */
export function RevokedLine({ row, followUp }: { row: KeyRow; followUp: FollowUp | null }) {
  const [started, setStarted] = useState(false);
  // The button from which the dialog was opened is gone, and the focus would be lost with it.
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => line.current?.focus(), []);
  return (
    <div className="basis-full space-y-2 text-sm">
      <p ref={line} tabIndex={-1} className="outline-none">
        Braintrust no longer lists this key. What stands here is what the last audit saw.
      </p>
      {followUp === null || started ? null : (
        <AuditHoldersAgain
          quiet
          followUp={followUp}
          holder={holderLabel(row)}
          onStarted={() => setStarted(true)}
        />
      )}
    </div>
  );
}
