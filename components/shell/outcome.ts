import type { Audit } from '@/lib/contract';
import { partialBecause } from '@/components/status/coverage-words';
import { AUDIT_REASON_WORDS } from '@/components/status/words';
import { copy } from './copy-on-demand';

const TEXT = copy.outcome;

/** The toast for an audit that has just ended. */
export function auditOutcome(audit: Audit): {
  kind: 'success' | 'info' | 'warning' | 'error';
  title: string;
  description?: string;
} {
  const { audited, total } = audit.members;
  if (audit.status === 'cancelled')
    return {
      kind: 'info',
      title: TEXT.cancelled,
      description: TEXT.cancelledDetail(audited, total),
    };
  if (audit.status === 'failed')
    return {
      kind: 'error',
      title: TEXT.stopped,
      description: `${audit.reason ? AUDIT_REASON_WORDS[audit.reason] : TEXT.stoppedUnknown}. ${TEXT.kept}`,
    };
  const changes = audit.changes ? changesText(audit.changes) : '';
  if (audit.status === 'partial')
    return {
      kind: 'warning',
      title: TEXT.partial(audited, total),
      description: [partialBecause(audit), changes].filter(Boolean).join(' '),
    };
  return {
    kind: 'success',
    title: TEXT.complete(audit.keys),
    ...(changes ? { description: changes } : {}),
  };
}

function changesText(changes: NonNullable<Audit['changes']>): string {
  const parts = (['new', 'gone', 'changed'] as const)
    .filter((kind) => changes[kind] > 0)
    .map((kind) => TEXT.change[kind](changes[kind]));
  return parts.length > 0 ? TEXT.changes(parts.join(', ')) : '';
}
