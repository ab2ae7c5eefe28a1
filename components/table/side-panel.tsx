'use client';
import { X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { showControls } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { copy } from './copy';

type SidePanelProps = {
  /** The row's name; `undefined` until loaded. */
  name: string | undefined;
  /** Accessible name until then. */
  kind: string;
  onClose: () => void;
  children: ReactNode;
};

/** The details of one row: beside the table, or over it in a narrow window. */
export function SidePanel({ name, kind, onClose, children }: SidePanelProps) {
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
      className="fixed inset-x-0 top-12 bottom-0 z-30 flex animate-slide flex-col bg-background outline-none lg:static lg:z-auto lg:w-105 lg:shrink-0 lg:border-l"
    >
      <div className="flex items-start gap-2 border-b py-2 pr-2 pl-4">
        <h2 className="max-h-24 min-w-0 flex-1 overflow-y-auto py-1 text-base font-semibold">
          {name === undefined ? <Skeleton className="h-5 w-40" /> : <SafeText text={name} />}
        </h2>
        <Button variant="ghost" size="icon" aria-label={copy.panel.close} onClick={onClose}>
          <X aria-hidden />
        </Button>
      </div>
      <div className="relative min-h-0 flex-1 overflow-y-auto">{children}</div>
    </aside>
  );
}
