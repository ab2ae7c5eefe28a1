import { isValidElement, type ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { copy } from './copy';

/** A scrolling code block in a guide, with a copy button. */
export function CodeBlock({ children }: { children?: ReactNode }) {
  const code = textOf(children);
  return (
    <div className="my-3 flex max-w-[80ch] items-start rounded-md border bg-muted print:break-inside-avoid">
      <pre
        tabIndex={0}
        className="min-w-0 flex-1 overflow-x-auto p-3 font-mono text-xs leading-5 print:whitespace-pre-wrap [&_code]:text-xs"
      >
        {children}
      </pre>
      {code === null ? null : (
        <span className="shrink-0 p-1.5 print:hidden">
          <CopyButton size="sm" variant="ghost" text={code}>
            <span className="max-sm:sr-only">{copy.guide.copyCode}</span>
          </CopyButton>
        </span>
      )}
    </div>
  );
}

/** The text that MDX puts into `<pre><code>`, or `null` if it isn't plain text. */
function textOf(children: ReactNode): string | null {
  if (!isValidElement<{ children?: unknown }>(children)) return null;
  const { children: inner } = children.props;
  return typeof inner === 'string' ? inner.trimEnd() : null;
}
