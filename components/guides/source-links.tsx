import { ExternalLink } from 'lucide-react';
import { TextLink } from '@/components/ui/text-link';
import { SOURCES, type SourceId } from './sources';

/** Links to the sources of a step, printed with their URLs. `ids` are separated by spaces. */
export function SourceLinks({ ids }: { ids: string }) {
  return (
    <p className="mt-2 flex flex-wrap gap-x-3 text-xs text-muted-foreground print:break-before-avoid">
      {ids.split(' ').map((id) => (
        <SourceLink key={id} id={sourceId(id)} />
      ))}
    </p>
  );
}

const quiet = 'text-muted-foreground decoration-transparent hover:text-foreground';

function SourceLink({ id }: { id: SourceId }) {
  const { title, url } = SOURCES[id];
  if (url.startsWith('/'))
    return (
      <TextLink href={url} className={quiet}>
        {title}
      </TextLink>
    );
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className="rounded-sm underline-offset-4 hover:text-foreground hover:underline print:no-underline!"
    >
      {title}
      <ExternalLink className="mb-0.5 ml-1 inline size-3 print:hidden" aria-hidden />
      <span className="print-only wrap-anywhere"> ({url.replace('https://', '')})</span>
    </a>
  );
}

function sourceId(text: string): SourceId {
  if (!Object.hasOwn(SOURCES, text)) throw new Error(`Unknown source in a guide: ${text}`);
  return text as SourceId;
}
