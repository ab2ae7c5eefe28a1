'use client';
import { ErrorPanel } from '@/components/status/error-panel';

/**
 * What a page threw; the shell around it stays usable. After an upgrade the page's scripts are gone
 * from the server, so trying again means a reload.
 */
export default function PageError({ error }: { error: Error }) {
  return (
    <div className="py-4">
      <ErrorPanel
        title="This page could not be shown."
        error={error}
        onRetry={() => window.location.reload()}
      />
    </div>
  );
}
