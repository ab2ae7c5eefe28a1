import type { ReactNode } from 'react';

export function PanelFacts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[112px_1fr] gap-x-3 gap-y-1.5 text-sm">{children}</dl>;
}

export function PanelFact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-0 tabular-nums">{children}</dd>
    </>
  );
}
