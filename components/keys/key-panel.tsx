'use client';
import { useQuery } from '@tanstack/react-query';
import type { KeyRow } from '@/lib/contract';
import { keyQuery } from '@/lib/client';
import { SidePanel } from '@/components/table/side-panel';
import { ErrorPanel } from '@/components/status/error-panel';
import { Skeleton } from '@/components/ui/skeleton';
import { copy } from './copy-on-demand';
import { KeyPanelBody } from './key-panel-body';

type KeyPanelProps = {
  auditId: string;
  keyId: string;
  /** The key's row if the table has loaded it, so that the panel has a title immediately. */
  row: KeyRow | undefined;
  onClose: () => void;
};

export function KeyPanel({ auditId, keyId, row, onClose }: KeyPanelProps) {
  const query = useQuery(keyQuery(auditId, keyId));
  const name = query.data?.name ?? row?.name;
  return (
    <SidePanel name={name} kind={copy.panel.kind} onClose={onClose}>
      {query.isPending ? (
        <PanelSkeleton />
      ) : query.isError ? (
        <ErrorPanel
          title={copy.panel.failed}
          error={query.error}
          onRetry={() => void query.refetch()}
          className="px-4"
        />
      ) : (
        <KeyPanelBody key={keyId} detail={query.data} />
      )}
    </SidePanel>
  );
}

function PanelSkeleton() {
  return (
    <div role="status" aria-label={copy.panel.loading} className="space-y-4 p-4">
      <Skeleton className="h-5 w-48" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-8 w-36" />
      {[0, 1, 2, 3, 4].map((line) => (
        <Skeleton key={line} className="h-4 w-4/5" />
      ))}
    </div>
  );
}
