'use client';
import { useEffect, useRef, useState } from 'react';
import type { KeyRow } from '@/lib/contract';
import { holderLabel } from '@/components/status/holder';
import { AuditHoldersAgain } from './audit-holders-again';
import { copy } from './copy';
import type { FollowUp } from './words';

/** Says that this key has just been revoked, because its panel still shows the latest audit's data. */
export function RevokedLine({ row, followUp }: { row: KeyRow; followUp: FollowUp | null }) {
  const [started, setStarted] = useState(false);
  // Focus this line, because the button that opened the dialog, and had the focus, no longer exists.
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => line.current?.focus(), []);
  return (
    <div className="basis-full space-y-2 text-sm">
      <p ref={line} tabIndex={-1} className="outline-none">
        {copy.revokedLine}
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
