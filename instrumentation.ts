/** Next calls this once a process, before the first request. */
export async function register(): Promise<void> {
  // Compiled for other runtimes too, which know no Node modules.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startServer } = await import('@/lib/server/start');
  await startServer();
}

/** Next calls this for what a page or route threw. */
export async function onRequestError(error: unknown, request: { path: string }): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { noteRequestError } = await import('@/lib/server/start');
  await noteRequestError(error, request.path);
}
