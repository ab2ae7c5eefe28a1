'use client';
import { CircleCheck, CircleX, CircleMinus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { RevocationResult, RevokedKey } from '@/lib/contract';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { DialogClose, DialogFooter } from '@/components/ui/dialog';
import { AuditHoldersAgain } from './audit-holders-again';
import { copy } from './copy';
import { isGone, whereStopped, type FollowUp } from './words';

type RevocationOutcomeProps = {
  result: RevocationResult;
  followUp: FollowUp | null;
  holderOf: (id: string) => string | undefined;
  /** Returns to the remaining keys. */
  onGoOn: () => void;
  onAudit: () => void;
};

/** The outcome for each key, where revoking stopped, and a button for the audit that verifies it. */
export function RevocationOutcome(props: RevocationOutcomeProps) {
  const { result, followUp, holderOf, onGoOn, onAudit } = props;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.focus(), []);
  const stopped = whereStopped(result);
  const [holder] = followUp?.member_ids ?? [];
  return (
    <>
      <ul
        ref={list}
        tabIndex={-1}
        aria-label={copy.outcome.results}
        className="mt-4 space-y-3 outline-none"
      >
        {result.objects.map((key) => (
          <KeyOutcome key={key.key_id} row={key} />
        ))}
      </ul>
      {stopped ? (
        <p className="mt-4 text-sm">
          {stopped.at === null ? (
            copy.outcome.stoppedAtStart
          ) : (
            <>
              {copy.outcome.stoppedAt} <SafeText text={stopped.at.name} className="font-medium" />
              {copy.outcome.unexpected}
            </>
          )}{' '}
          {stopped.untouched === 0 ? null : copy.outcome.untouched(stopped.untouched)}
        </p>
      ) : null}
      {followUp === null || holder === undefined ? null : (
        <div className="mt-4 space-y-3 text-sm">
          <p className="text-muted-foreground">{copy.outcome.followUp}</p>
          <AuditHoldersAgain followUp={followUp} holder={holderOf(holder)} onStarted={onAudit} />
        </div>
      )}
      <DialogFooter>
        {result.objects.every(isGone) ? null : (
          <Button onClick={onGoOn}>{copy.outcome.back}</Button>
        )}
        <DialogClose asChild>
          <Button>{copy.outcome.close}</Button>
        </DialogClose>
      </DialogFooter>
    </>
  );
}

function KeyOutcome({ row }: { row: RevokedKey }) {
  const [Icon, color] = isGone(row)
    ? [CircleCheck, 'text-ok']
    : row.outcome === 'not-tried'
      ? [CircleMinus, 'text-muted-foreground']
      : [CircleX, 'text-critical'];
  return (
    <li className="flex gap-2 text-sm">
      <Icon className={`mt-0.5 size-4 shrink-0 ${color}`} aria-hidden />
      <div className="min-w-0">
        <SafeText text={row.name} className="font-medium" />{' '}
        <SafeText text={row.preview} className="font-mono text-xs text-muted-foreground" />
        <p className="wrap-anywhere">{row.message}</p>
      </div>
    </li>
  );
}
