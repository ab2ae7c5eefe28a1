import type { ReactNode } from 'react';
import { headingAnchor } from '@/lib/domain/guides/guide-text';
import { copy } from './copy';
import { SourceLinks } from './source-links';

export function Steps({
  label = copy.guide.steps,
  children,
}: {
  label?: string;
  children: ReactNode;
}) {
  return (
    <ol aria-label={label} className="my-6 ml-3 [counter-reset:step]">
      {children}
    </ol>
  );
}

type StepProps = {
  title: string;
  /** Ids of the sources, separated by spaces. */
  source: string;
  children: ReactNode;
};

/** One step: what to do, why, and its sources. */
export function Step({ title, source, children }: StepProps) {
  return (
    <li
      id={headingAnchor(title)}
      className="relative scroll-mt-4 border-l pb-6 pl-7 [counter-increment:step] last:border-transparent last:pb-0"
    >
      <span
        aria-hidden
        className="absolute top-0 -left-3 flex size-6 items-center justify-center rounded-full border bg-background text-xs text-muted-foreground tabular-nums before:content-[counter(step)]"
      />
      <h2 className="text-base font-semibold print:break-after-avoid">{title}</h2>
      {children}
      <SourceLinks ids={source} />
    </li>
  );
}

/** Something to know before continuing. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <div className="my-4 max-w-[70ch] rounded-md border border-warning-border bg-warning-surface px-4 py-1 print:break-inside-avoid">
      {children}
    </div>
  );
}
