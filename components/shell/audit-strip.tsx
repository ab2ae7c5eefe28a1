'use client';
import { Link } from '@/components/ui/link';
import { useEffect } from 'react';
import type { Audit } from '@/lib/contract';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { copy } from './copy';
import { useAuditProgress } from './use-audit-progress';

/** The progress of an audit, with a button to cancel it. */
export function AuditStrip({ audit, readAtMs }: { audit: Audit; readAtMs: number }) {
  const { done, total, text, cancel } = useAuditProgress(audit, readAtMs);
  useTitleWhileHidden(total > 0 ? copy.progress.tab(done, total) : null);
  return (
    <section aria-label={copy.progress.title} className="print-hidden border-b bg-background">
      <Progress label={copy.progress.bar} value={done} max={total} valueText={text} />
      <div className="flex h-8 items-center gap-2 px-4">
        <Link
          href={`/audits/${audit.id}`}
          className="min-w-0 truncate text-sm text-muted-foreground tabular-nums hover:text-foreground"
        >
          {text}
        </Link>
        {cancel ? (
          <Button
            variant="ghost"
            size="sm"
            className="ml-auto"
            disabled={cancel.busy}
            onClick={cancel.start}
          >
            {copy.progress.cancel}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

/** Shows `title` as the page title while the tab is hidden. */
function useTitleWhileHidden(title: string | null): void {
  useEffect(() => {
    if (title === null) return;
    const before = document.title;
    const update = () => {
      document.title = document.hidden ? title : before;
    };
    update();
    document.addEventListener('visibilitychange', update);
    return () => {
      document.removeEventListener('visibilitychange', update);
      document.title = before;
    };
  }, [title]);
}
