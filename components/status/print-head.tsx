'use client';
import type { Audit } from '@/lib/contract';
import { copy } from './copy';
import { formatUtc } from './format';
import { SafeText } from './safe-text';

/** The header of a printed page: organization, time of the audit, and coverage. */
export function PrintHead({ title, audit }: { title: string; audit: Audit }) {
  const { audited, total } = audit.members;
  return (
    <div className="print-only border-b pb-2 text-xs">
      <p className="text-sm font-semibold">{title}</p>
      <p>
        <SafeText text={audit.organization_name} /> ·{' '}
        {audit.finished_at === null
          ? copy.print.notFinished
          : copy.print.finished(formatUtc(audit.finished_at))}{' '}
        · {copy.print.members(audited, total)}
        {audit.status === 'partial' ? ` ${copy.print.partial}` : ''} · {copy.print.audit(audit.id)}
      </p>
    </div>
  );
}
