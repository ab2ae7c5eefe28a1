/** The running downloads of one runtime. */
export interface Streams {
  /** A body that pulls chunks only as the reader takes them, so memory use stays flat. */
  body: (chunks: AsyncIterator<string>) => ReadableStream<Uint8Array>;
  /** Cuts off all downloads. The reader sees a broken download, not a short file. */
  endAll: () => void;
  count: () => number;
}

/** How long a reader may pause, and how long a download may take in total. */
type Limits = { idleMs: number; totalMs: number };
const LIMITS: Limits = { idleMs: 120_000, totalMs: 30 * 60_000 };

/** A reader that stops reading is cut off, because its download holds a database snapshot open. */
export function createStreams(limits: Limits = LIMITS): Streams {
  const open = new Set<(why: string) => void>();
  return {
    body: (chunks) => streamOf(chunks, open, limits),
    endAll: () => {
      for (const cut of [...open]) cut('The server is stopping.');
    },
    count: () => open.size,
  };
}

function streamOf(
  chunks: AsyncIterator<string>,
  open: Set<(why: string) => void>,
  { idleMs, totalMs }: Limits,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const timers: Partial<Record<'idle' | 'total', NodeJS.Timeout>> = {};
  let cut: (why: string) => void = () => undefined;
  const end = () => {
    open.delete(cut);
    clearTimeout(timers.idle);
    clearTimeout(timers.total);
  };
  const waitForReader = () => {
    timers.idle = setTimeout(() => cut('The download was paused for too long.'), idleMs);
  };
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      cut = (why) => {
        end();
        controller.error(new Error(why));
        void chunks.return?.();
      };
      open.add(cut);
      timers.total = setTimeout(() => cut('The download took too long.'), totalMs);
      waitForReader();
    },
    pull: async (controller) => {
      clearTimeout(timers.idle);
      try {
        const next = await chunks.next();
        if (!open.has(cut)) return;
        if (next.done === true) {
          end();
          controller.close();
          return;
        }
        controller.enqueue(encoder.encode(next.value));
        waitForReader();
      } catch (error) {
        // A download that was cut off has ended with its own error.
        if (!open.has(cut)) return;
        end();
        throw error;
      }
    },
    cancel: async () => {
      end();
      await chunks.return?.();
    },
  });
}
