'use client';
import dynamic from 'next/dynamic';
import { useOverview } from './use-audits';

const StoppedAudit = dynamic(() => import('./stopped-audit').then((m) => m.StoppedAudit), {
  ssr: false,
});

/** A notice under the header if the latest audit stopped early and can be resumed. */
export function AuditNotice() {
  const overview = useOverview().data;
  const stopped = overview?.last_failed;
  if (!stopped?.resumable || overview?.running) return null;
  return <StoppedAudit stopped={stopped} />;
}
