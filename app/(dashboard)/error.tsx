'use client';
import { ErrorPanel } from '@/components/status/error-panel';

/** What a page threw; the shell around it stays usable. */
export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <div className="py-4">
      <ErrorPanel title="This page could not be shown." error={error} onRetry={reset} />
    </div>
  );
}
