'use client';
import type { ReactNode } from 'react';
import type { Audit } from '@/lib/contract';
import { EmptyState } from '@/components/status/empty-state';
import { ErrorPanel } from '@/components/status/error-panel';
import { TableSkeleton } from '@/components/status/skeletons';
import { copy } from './copy';
import { RunAuditButton } from './run-audit-button';
import { useShownAudit } from './use-audits';

type WithShownAuditProps = {
  /** Name of the screen. It is the heading while there are no rows, and names the screen in errors. */
  title: string;
  /** What the screen will show once there is an audit. */
  empty: ReactNode;
  children: (audit: Audit) => ReactNode;
};

/**
 * A screen for one audit's rows. Without an audit, it shows a skeleton, an error, or a button to run the
 * first.
 */
export function WithShownAudit({ title, empty, children }: WithShownAuditProps) {
  const shown = useShownAudit();
  if (shown.kind === 'audit') return children(shown.audit);
  return (
    <>
      <h1 className="px-4 pt-4 text-xl font-semibold">{title}</h1>
      {shown.kind === 'pending' ? (
        <div className="mt-4">
          <TableSkeleton rows={16} />
        </div>
      ) : shown.kind === 'error' ? (
        <ErrorPanel
          title={copy.shownAudit.loadError(title)}
          error={shown.error}
          onRetry={shown.retry}
        />
      ) : (
        <EmptyState title={copy.shownAudit.none} action={<RunAuditButton first />} className="px-4">
          <p>{empty}</p>
        </EmptyState>
      )}
    </>
  );
}
