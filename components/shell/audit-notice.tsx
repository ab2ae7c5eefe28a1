'use client';
import dynamic from 'next/dynamic';
import { useOldAudit, useOverview } from './use-audits';

const StoppedAudit = dynamic(() => import('./stopped-audit').then((m) => m.StoppedAudit), {
  ssr: false,
});

const OldAudit = dynamic(() => import('./old-audit').then((m) => m.OldAudit), { ssr: false });

/** A notice under the header if the latest audit stopped early and can be resumed. */
export function AuditNotice() {
  const overview = useOverview().data;
  const stopped = overview?.last_failed;
  if (!stopped?.resumable || overview?.running) return null;
  return <StoppedAudit stopped={stopped} />;
}

/** A notice above a page that shows an old audit. */
export function OldAuditNotice() {
  const old = useOldAudit();
  const latest = useOverview().data?.audit;
  return old && latest ? <OldAudit old={old} latest={latest} /> : null;
}
