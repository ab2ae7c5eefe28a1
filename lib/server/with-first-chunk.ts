/**
 * The same chunks, the first one read already: what fails at once is an error, not a broken file.
 * `release` is called once, when no more chunks will come, whichever way they end.
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
