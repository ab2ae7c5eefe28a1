'use client';
import { ErrorPanel } from '@/components/status/error-panel';

/** What a page threw before it could show anything of its own. */
export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <main className="mx-auto max-w-[80ch] py-12">
      <ErrorPanel title="This page could not be shown." error={error} onRetry={reset} />
    </main>
  );
}
