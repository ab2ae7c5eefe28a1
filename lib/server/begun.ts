/** The same chunks, the first one read already: what fails at once is an error, not a broken file. */
export async function begun(chunks: AsyncGenerator<string>): Promise<AsyncIterator<string>> {
  let first: IteratorResult<string> | null = await chunks.next();
  return {
    next: () => {
      const next = first === null ? chunks.next() : Promise.resolve(first);
      first = null;
      return next;
    },
    return: () => chunks.return(undefined),
  };
}
