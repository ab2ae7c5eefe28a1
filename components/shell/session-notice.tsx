'use client';
import { TriangleAlert } from 'lucide-react';
import { ApiError } from '@/lib/client';
import { SignInAgain } from '@/components/status/sign-in-again';
import { copy } from './copy';
import { useOverview } from './use-audits';

/** A notice under the header if the session has ended but unsaved input keeps this page open. */
export function SessionNotice() {
  const { error } = useOverview();
  if (!(error instanceof ApiError) || error.code !== 'signed-out') return null;
  return (
    <section
      role="status"
      aria-label={copy.session.title}
      className="print-hidden flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b border-warning-border bg-warning-surface px-4 py-1"
    >
      <TriangleAlert className="size-3.5 shrink-0 text-warning" aria-hidden />
      <p className="min-w-0 flex-1 text-sm">
        {copy.session.ended} <SignInAgain />
      </p>
    </section>
  );
}
