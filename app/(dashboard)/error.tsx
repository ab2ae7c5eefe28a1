'use client';
import { ErrorPanel } from '@/components/status/error-panel';

/**
 * Error panel inside the shell, which stays usable. Retrying reloads, because after an upgrade the
 * server no longer has the page's scripts.
 */
export default function PageError({ error }: { error: Error }) {
  return (
    <div className="py-4">
      <ErrorPanel
        title="Couldn’t show this page."
        error={error}
        onRetry={() => window.location.reload()}
      />
    </div>
  );
}
