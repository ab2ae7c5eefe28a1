/** Shown inside the shell, which stays usable. Uses a plain link, because every page loads this file. */
export default function NotFound() {
  return (
    <div className="max-w-[70ch] space-y-3 px-6 py-12">
      <h1 className="text-xl font-semibold">Page not found</h1>
      <p className="text-base text-muted-foreground">
        The address may be mistyped, or its content was deleted.
      </p>
      <p className="text-base">
        <a href="/" className="text-link underline-offset-4 hover:underline">
          Go to overview
        </a>
      </p>
    </div>
  );
}
