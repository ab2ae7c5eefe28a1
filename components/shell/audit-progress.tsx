'use client';
import dynamic from 'next/dynamic';
import { useAuditWatch } from './use-audit-watch';

const AuditStrip = dynamic(() => import('./audit-strip').then((m) => m.AuditStrip), { ssr: false });

/** Shows the running audit on every screen, as a thin strip under the header. */
export function AuditProgress() {
  const { audit, readAtMs } = useAuditWatch();
  return audit ? <AuditStrip key={audit.id} audit={audit} readAtMs={readAtMs} /> : null;
}
