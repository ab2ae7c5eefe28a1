'use client';
import dynamic from 'next/dynamic';
import { useOverview } from './use-audits';

const StoppedAudit = dynamic(() => import('./stopped-audit').then((m) => m.StoppedAudit), {
  ssr: false,
});

/** Stands under the header while the last audit waits for somebody to go on with it. */
export function AuditNotice() {
  const overview = useOverview().data;
  const stopped = overview?.last_failed;
  if (!stopped?.resumable || overview?.running) return null;
  return <StoppedAudit stopped={stopped} />;
}
