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
  if (audit.parent_id !== null) return followUpOutcome(audit, changes);
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

/**
 * A follow-up tells only of its own members: how many of those missing are audited now, or that the chosen ones are
 * done. The changes of a follow-up of missing members include those that its parent has announced.
 */
function followUpOutcome(
  { members: { audited, total }, members_asked: asked }: Audit,
  changes: string,
): ReturnType<typeof auditOutcome> {
  const coverage = TEXT.coverage(audited, total);
  return asked === null
    ? {
        kind: audited === total ? 'success' : 'info',
        title: audited === total ? TEXT.allAudited : TEXT.stillMissing(total - audited),
        description: coverage,
      }
    : {
        kind: 'success',
        title: TEXT.reAudited(asked),
        description: [coverage, changes].filter(Boolean).join(' '),
      };
}

function changesText(changes: NonNullable<Audit['changes']>): string {
  const parts = (['new', 'gone', 'changed'] as const)
    .filter((kind) => changes[kind] > 0)
    .map((kind) => TEXT.change[kind](changes[kind]));
  return parts.length > 0 ? TEXT.changes(parts.join(', ')) : '';
}
