'use client';
import { Check, Copy } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { notify } from '@/components/shell/notify';
import { Button } from './button';

const SHOWN_MS = 1500;

type CopyButtonProps = ComponentProps<typeof Button> & { text: string };

/** Copies `text` to the clipboard and confirms it. */
export function CopyButton({ text, children, ...props }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), SHOWN_MS);
    } catch {
      // Browsers give no reason that helps, so show the text to copy by hand.
      await notify('error', 'Couldn’t copy. Copy it by hand', text.slice(0, 200));
    }
  }
  return (
    <Button {...props} onClick={() => void copy()}>
      {copied ? <Check className="text-ok" aria-hidden /> : <Copy aria-hidden />}
      {children}
      <span className="sr-only" aria-live="polite">
        {copied ? 'Copied' : ''}
      </span>
    </Button>
  );
}
