'use client';

/**
 * Error page for pages outside of the dashboard. Imports none of our components, because this file is
 * part of every page's first load and its imports would be loaded twice.
 */
export default function PageError() {
  return (
    <main role="alert" className="mx-auto max-w-[70ch] space-y-3 px-6 py-12 text-base">
      <h1 className="text-xl font-semibold">Couldn’t show this page</h1>
      <p className="text-muted-foreground">An unexpected error occurred. Try again.</p>
      <button
        type="button"
        // After an upgrade, the server no longer has this page's scripts. Only a reload gets the new ones.
        onClick={() => window.location.reload()}
        className="h-8 rounded-md border border-input px-3 text-sm font-medium hover:bg-accent"
      >
        Try again
      </button>
    </main>
  );
}
