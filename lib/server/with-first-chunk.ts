/**
 * Pulls the first chunk eagerly, so that early failures become an HTTP error, not a broken file.
 * Calls `release` once when the chunks end, fail or are abandoned.
 */
export async function withFirstChunk(
  chunks: AsyncGenerator<string>,
  release: () => Promise<void>,
): Promise<AsyncIterator<string>> {
  const released = releasing(chunks, release);
  let first: IteratorResult<string> | null = await released.next();
  return {
    next: () => {
      const next = first === null ? released.next() : Promise.resolve(first);
      first = null;
      return next;
    },
    return: () => released.return(undefined),
  };
}

async function* releasing(
  chunks: AsyncGenerator<string>,
  release: () => Promise<void>,
): AsyncGenerator<string> {
  try {
    yield* chunks;
  } finally {
    await release();
  }
}
