/** Downloads under way in this process. */
export interface Streams {
  /** A body that gives the chunks as the reader asks for them: memory stays flat. */
  body: (chunks: AsyncIterator<string>) => ReadableStream<Uint8Array>;
  /** Cuts off what is under way; the reader sees a broken download, not a short file. */
  endAll: () => void;
}

/** The downloads of one runtime. */
export function createStreams(): Streams {
  const open = new Set<() => void>();
  return {
    body: (chunks) => {
      const encoder = new TextEncoder();
      let cut: () => void = () => undefined;
      return new ReadableStream<Uint8Array>({
        start: (controller) => {
          cut = () => {
            open.delete(cut);
            controller.error(new Error('The server is stopping.'));
            void chunks.return?.();
          };
          open.add(cut);
        },
        pull: async (controller) => {
          const next = await chunks.next();
          if (!open.has(cut)) return;
          if (next.done !== true) {
            controller.enqueue(encoder.encode(next.value));
            return;
          }
          open.delete(cut);
          controller.close();
        },
        cancel: async () => {
          open.delete(cut);
          await chunks.return?.();
        },
      });
    },
    endAll: () => {
      for (const cut of [...open]) cut();
    },
  };
}
