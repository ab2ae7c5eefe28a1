'use client';
import type { Audit } from '@/lib/contract';
import { formatNumber, formatUtc, plural } from './format';
import { SafeText } from './safe-text';

/** The header of a printed page: organization, time of the audit, and coverage. */
export function PrintHead({ title, audit }: { title: string; audit: Audit }) {
  const { audited, total } = audit.members;
  return (
    <div className="print-only border-b pb-2 text-xs">
      <p className="text-sm font-semibold">{title}</p>
      <p>
        <SafeText text={audit.organization_name} /> ·{' '}
        {audit.finished_at === null ? 'not finished' : `audited ${formatUtc(audit.finished_at)}`} ·{' '}
        {formatNumber(audited)} of {plural(total, 'member')} audited
        {audit.status === 'partial' ? ' (partial)' : ''} · audit {audit.id}
      </p>
    </div>
  );
}
