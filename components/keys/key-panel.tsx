'use client';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { KeyRow } from '@/lib/contract';
import { keyQuery } from '@/lib/client';
import { ErrorPanel } from '@/components/status/error-panel';
import { showControls } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { KeyPanelBody } from './key-panel-body';

type KeyPanelProps = {
  auditId: string;
  keyId: string;
  /** The row, where the table has it: the panel then has its name at once. */
  row: KeyRow | undefined;
  onClose: () => void;
};

/** All that is known of one key, beside the table; over it where the window is narrow. */
export function KeyPanel({ auditId, keyId, row, onClose }: KeyPanelProps) {
  const query = useQuery(keyQuery(auditId, keyId));
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const name = query.data?.name ?? row?.name;
  return (
    <aside
      ref={panel}
      role="region"
      tabIndex={-1}
      aria-label={name === undefined ? 'Key' : showControls(name).slice(0, 200) || 'no name'}
      className="fixed inset-x-0 top-12 bottom-0 z-30 flex animate-slide flex-col bg-background outline-none lg:static lg:z-auto lg:w-105 lg:shrink-0 lg:border-l"
    >
      <div className="flex items-start gap-2 border-b py-2 pr-2 pl-4">
        <h2 className="max-h-24 min-w-0 flex-1 overflow-y-auto py-1 text-base font-semibold">
          {name === undefined ? <Skeleton className="h-5 w-40" /> : <SafeText text={name} />}
        </h2>
        <Button variant="ghost" size="icon" aria-label="Close panel" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {query.isPending ? (
          <PanelSkeleton />
        ) : query.isError ? (
          <ErrorPanel
            title="This key could not be loaded."
            error={query.error}
            onRetry={() => void query.refetch()}
            className="px-4"
          />
        ) : (
          <KeyPanelBody key={keyId} detail={query.data} />
        )}
      </div>
    </aside>
  );
}

function PanelSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="space-y-4 p-4">
      <Skeleton className="h-5 w-48" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-8 w-36" />
      {[0, 1, 2, 3, 4].map((line) => (
        <Skeleton key={line} className="h-4 w-4/5" />
      ))}
    </div>
  );
}
