'use client';
import { X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ErrorPanel } from '@/components/status/error-panel';
import { showControls } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { copy } from './copy-on-demand';
import { PanelTabs, type PanelTab } from './panel-tabs';

type SidePanelProps<Detail> = {
  /** The row's name; `undefined` until loaded, and if it can't be loaded. */
  name: string | undefined;
  /** What the row is, such as "Service token". */
  kind: string;
  /** `undefined` until loaded. */
  detail: Detail | undefined;
  /** The query that loads the details. */
  query: { error: unknown; refetch: () => unknown };
  onClose: () => void;
  children: (detail: Detail) => ReactNode;
  /** Shown below the children. */
  tabs?: (detail: Detail) => readonly PanelTab[];
  /** Buttons in a bar that stays at the bottom. */
  actions?: (detail: Detail) => ReactNode;
};

/** The details of one row, over the right part of the rows. In a narrow window it covers the screen. */
export function SidePanel<Detail>({
  name,
  kind,
  detail,
  query,
  onClose,
  children,
  tabs,
  actions,
}: SidePanelProps<Detail>) {
  const [tab, setTab] = useState<string | null>(null);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  return (
    <aside
      ref={panel}
      role="region"
      tabIndex={-1}
      aria-label={
        name === undefined ? kind : showControls(name).slice(0, 200) || copy.panel.unnamed
      }
      className="fixed inset-x-0 top-12 bottom-0 z-30 flex animate-slide flex-col bg-background outline-none max-md:top-16.25 lg:absolute lg:top-0 lg:left-auto lg:w-130 lg:border-l"
    >
      <div className="flex items-start gap-2 border-b py-2 pr-2 pl-4">
        <h2 className="max-h-24 min-w-0 flex-1 overflow-y-auto py-1 text-base font-semibold">
          {name !== undefined ? (
            <SafeText text={name} />
          ) : detail === undefined && !query.error ? (
            <Skeleton className="h-5 w-40" />
          ) : (
            kind
          )}
        </h2>
        <Button variant="ghost" size="icon" aria-label={copy.panel.close} onClick={onClose}>
          <X aria-hidden />
        </Button>
      </div>
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        {detail !== undefined ? (
          <>
            {children(detail)}
            {tabs ? <PanelTabs tabs={tabs(detail)} shown={tab} onShow={setTab} /> : null}
          </>
        ) : query.error ? (
          <ErrorPanel
            title={copy.panel.failed(kind)}
            error={query.error}
            onRetry={() => void query.refetch()}
            className="px-4"
          />
        ) : (
          <PanelSkeleton />
        )}
      </div>
      {detail !== undefined && actions ? (
        <div className="flex flex-wrap gap-2 border-t px-4 py-3">{actions(detail)}</div>
      ) : null}
    </aside>
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
