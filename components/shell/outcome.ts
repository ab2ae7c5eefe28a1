import type { Audit } from '@/lib/contract';
import { formatNumber, plural } from '@/components/status/format';
import { partialBecause } from '@/components/status/coverage-words';
import { AUDIT_REASON_WORDS } from '@/components/status/words';

/** The toast for an audit that has just ended. */
export function auditOutcome(audit: Audit): {
  kind: 'success' | 'error' | 'info';
  title: string;
  description?: string;
} {
  const { audited, total } = audit.members;
  if (audit.status === 'cancelled')
    return {
      kind: 'info',
      title: 'Audit cancelled',
      description: `${formatNumber(audited)} of ${plural(total, 'member')} had been audited. The audit before stays the latest.`,
    };
  if (audit.status === 'failed')
    return {
      kind: 'error',
      title: 'Audit stopped',
      description: `${audit.reason ? AUDIT_REASON_WORDS[audit.reason] : 'It failed'}. What it had read is kept.`,
    };
  const changes = audit.changes ? changesText(audit.changes) : '';
  if (audit.status === 'partial')
    return {
      kind: 'info',
      title: `Audit finished, partial: ${formatNumber(audited)} of ${plural(total, 'member')}`,
      description: [partialBecause(audit), changes].filter(Boolean).join(' '),
    };
  return {
    kind: 'success',
    title: `Audit complete: ${plural(audit.keys, 'key')}`,
    ...(changes ? { description: changes } : {}),
  };
}

function changesText(changes: NonNullable<Audit['changes']>): string {
  const parts = (['new', 'gone', 'changed'] as const)
    .filter((kind) => changes[kind] > 0)
    .map((kind) => `${formatNumber(changes[kind])} ${kind}`);
  return parts.length > 0 ? `Since the audit before: ${parts.join(', ')}.` : '';
}
