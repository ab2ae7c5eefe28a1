import { CopyButton } from '@/components/ui/copy-button';
import { copy } from './copy';

/** Code to copy, with the name of its file or language. */
export function CodeSample({ code, file = null }: { code: string; file?: string | null }) {
  return (
    <figure className="max-w-[88ch] rounded-md border bg-muted">
      <figcaption className="flex min-h-9 items-center justify-between gap-3 border-b px-3 py-1 text-xs text-muted-foreground">
        <span className="min-w-0 font-mono wrap-anywhere">{file}</span>
        <CopyButton size="sm" variant="ghost" text={code}>
          {copy.copyText}
        </CopyButton>
      </figcaption>
      <pre tabIndex={0} className="overflow-x-auto p-3 font-mono text-xs leading-5">
        {code}
      </pre>
    </figure>
  );
}
