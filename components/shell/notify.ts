/** Asks for the toaster; answers when it stands on the page. */
let show: (() => Promise<void>) | undefined;

/** The toaster's place tells how it is brought onto the page. */
export function registerToaster(showToaster: () => Promise<void>): () => void {
  show = showToaster;
  return () => {
    show = undefined;
  };
}

type Kind = 'success' | 'error' | 'info';

/** How long what was done can be undone from the news of it. */
const UNDO_MS = 10_000;

/** Short news at the edge of the page, on any screen. The toaster is loaded when first needed. */
export async function notify(kind: Kind, title: string, description?: string): Promise<void> {
  const [{ toast }] = await Promise.all([import('sonner'), show?.()]);
  toast[kind](title, description === undefined ? {} : { description });
}

/** News of something done, which for ten seconds offers to undo it. */
export async function notifyWithUndo(title: string, undo: () => void): Promise<void> {
  const [{ toast }] = await Promise.all([import('sonner'), show?.()]);
  toast.success(title, { duration: UNDO_MS, action: { label: 'Undo', onClick: undo } });
}
