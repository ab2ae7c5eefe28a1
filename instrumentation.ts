/** Next calls this once per process, before the first request. */
export async function register(): Promise<void> {
  // Next also compiles this file for runtimes without Node modules.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startServer } = await import('@/lib/server/start');
  await startServer();
}

/** Next calls this with every error that a page or route throws. */
export async function onRequestError(error: unknown, request: { path: string }): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { noteRequestError } = await import('@/lib/server/start');
  await noteRequestError(error, request.path);
}
