import type { Metadata } from 'next';

export const metadata: Metadata = { title: 'Page not found' };

/** Uses a plain link, because this file is part of every page's first load. */
export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-[70ch] flex-col justify-center gap-3 px-6">
      <h1 className="text-xl font-semibold">Page not found</h1>
      <p className="text-base text-muted-foreground">
        The address may be mistyped, or its content was deleted.
      </p>
      <p className="text-base">
        <a href="/" className="text-primary underline-offset-4 hover:underline">
          Go to overview
        </a>
      </p>
    </main>
  );
}
