import { useId, type ReactNode } from 'react';
import { cn } from './cn';

type SectionProps = {
  title: string;
  /** Shown to the right of the title. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
  id?: string;
};

/** A section of a page, named by its heading. */
export function Section({ title, aside, className, children, id }: SectionProps) {
  const heading = useId();
  return (
    <section id={id} aria-labelledby={heading} className={cn('scroll-mt-4', className)}>
      <div className="mb-2 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={heading} className="text-base font-semibold">
          {title}
        </h2>
        {aside ? <div className="text-sm text-muted-foreground">{aside}</div> : null}
      </div>
      {children}
    </section>
  );
}

/**
 * The frame of a reading page: a limited width and a stack of sections. The shell keeps room for its scrollbar
 * (`data-reading`), so that nothing jumps sideways if the page becomes shorter than the window.
 */
export function PageBody({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div data-reading className={cn('w-full max-w-300 space-y-8 px-4 py-4', className)}>
      {children}
    </div>
  );
}
