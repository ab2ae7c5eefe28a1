import type { AuditRow } from './to-wire';

/** The time up to which an audit counts ages; `null` while it runs. */
export function observedAt(audit: Pick<AuditRow, 'observedAt' | 'finishedAt'>): Date | null {
  return audit.finishedAt === null ? null : (audit.observedAt ?? audit.finishedAt);
}
