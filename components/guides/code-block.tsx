import { isValidElement, type ReactNode } from 'react';
import { CopyButton } from '@/components/keys/copy-button';

/** Code of a guide, with a button that copies it. */
export function CodeBlock({ children }: { children?: ReactNode }) {
  const code = textOf(children);
  return (
    <div className="relative my-3 max-w-[80ch] rounded-md border bg-muted">
      <pre
        tabIndex={0}
        className="overflow-x-auto p-3 pr-20 font-mono text-xs leading-5 print:whitespace-pre-wrap [&_code]:text-xs"
      >
        {children}
      </pre>
      {code === null ? null : (
        <span className="absolute top-1.5 right-1.5 print:hidden">
          <CopyButton size="sm" variant="ghost" text={code}>
            Copy
          </CopyButton>
        </span>
      )}
    </div>
  );
}

/** The text that MDX has put into `<pre><code>`. */
function textOf(children: ReactNode): string | null {
  if (!isValidElement<{ children?: unknown }>(children)) return null;
  const { children: inner } = children.props;
  return typeof inner === 'string' ? inner.trimEnd() : null;
}
