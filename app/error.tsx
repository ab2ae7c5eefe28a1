'use client';

/**
 * What a page outside of the dashboard threw. Without any of our components: this file is part of
 * every page's first load, and what it imports would be loaded twice.
 */
export default function PageError({ reset }: { reset: () => void }) {
  return (
    <main role="alert" className="mx-auto max-w-[70ch] space-y-3 px-6 py-12 text-base">
      <h1 className="text-xl font-semibold">This page could not be shown</h1>
      <p className="text-muted-foreground">
        It ran into an error of its own. Nothing was changed in Braintrust and nothing that was
        stored is lost.
      </p>
      <button
        type="button"
        onClick={reset}
        className="h-8 rounded-md border border-input px-3 text-sm font-medium hover:bg-accent"
      >
        Try again
      </button>
    </main>
  );
}
