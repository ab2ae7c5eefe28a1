'use client';
import { useEffect, useRef, useState } from 'react';
import type { KeyRow } from '@/lib/contract';
import { holderLabel } from '@/components/status/holder';
import { AuditHoldersAgain } from './audit-holders-again';
import { copy } from './copy';
import { followUpOf } from './words';

type RevokedLineProps = {
  row: KeyRow;
  /** True if the key was revoked here just now. */
  isNew: boolean;
};

/** Says that this key was revoked, because its panel still shows the latest audit's data. */
export function RevokedLine({ row, isNew }: RevokedLineProps) {
  const [started, setStarted] = useState(false);
  // Focus this line, because the button that opened the dialog, and had the focus, no longer exists.
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isNew) line.current?.focus();
  }, [isNew]);
  const followUp = started ? null : followUpOf([row]);
  return (
    <div className="basis-full space-y-2 text-sm">
      <p ref={line} tabIndex={-1} className="outline-none">
        {copy.revokedLine}
      </p>
      {followUp === null ? null : (
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
