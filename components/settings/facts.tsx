import type { ReactNode } from 'react';

export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid gap-x-6 gap-y-2.5 text-sm sm:grid-cols-[160px_1fr]">{children}</dl>;
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="max-w-[70ch] min-w-0 tabular-nums max-sm:mb-1.5">{children}</dd>
    </>
  );
}
