import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { SOURCES, type SourceId } from './sources';

/** The steps of a guide, numbered by the list itself. */
export function Steps({ children }: { children: ReactNode }) {
  return (
    <ol aria-label="Steps" className="my-6 ml-3 [counter-reset:step]">
      {children}
    </ol>
  );
}

type StepProps = {
  title: string;
  /** What the step rests on; several are joined by a blank. */
  source: string;
  children: ReactNode;
};

/** One step: what to do, why, and the page it rests on. */
export function Step({ title, source, children }: StepProps) {
  return (
    <li className="relative border-l pb-6 pl-7 [counter-increment:step] last:border-transparent last:pb-0 print:break-inside-avoid">
      <span
        aria-hidden
        className="absolute top-0 -left-3 flex size-6 items-center justify-center rounded-full border bg-background text-xs text-muted-foreground tabular-nums before:content-[counter(step)]"
      />
      <h2 className="text-base font-semibold">{title}</h2>
      {children}
      <p className="mt-2 flex flex-wrap gap-x-3 text-xs text-muted-foreground">
        {source.split(' ').map((id) => (
          <Source key={id} id={sourceId(id)} />
        ))}
      </p>
    </li>
  );
}

function Source({ id }: { id: SourceId }) {
  const { title, url } = SOURCES[id];
  if (url === null) return <span>{title}</span>;
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1 rounded-sm underline-offset-4 hover:text-foreground hover:underline"
    >
      {title}
      <ExternalLink className="size-3" aria-hidden />
    </a>
  );
}

function sourceId(text: string): SourceId {
  if (!Object.hasOwn(SOURCES, text)) throw new Error(`a guide names an unknown source: ${text}`);
  return text as SourceId;
}

/** Something to know before going on. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <div className="my-4 max-w-[70ch] rounded-md border border-warning-border bg-warning-surface px-4 py-1">
      {children}
    </div>
  );
}
