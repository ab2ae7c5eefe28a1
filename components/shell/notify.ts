import { copy } from './copy';

/** Mounts the toaster; resolves when it is on the page. */
let show: (() => Promise<void>) | undefined;

/** `LazyToaster` registers here how to mount the toaster. Returns a function that unregisters it. */
export function registerToaster(showToaster: () => Promise<void>): () => void {
  show = showToaster;
  return () => {
    show = undefined;
  };
}

type Kind = 'success' | 'error' | 'info';

/** How long a toast offers to undo the action. */
const UNDO_MS = 10_000;

/** Shows a toast. The toaster is loaded on first use. */
export async function notify(kind: Kind, title: string, description?: string): Promise<void> {
  const [{ toast }] = await Promise.all([import('sonner'), show?.()]);
  toast[kind](title, description === undefined ? {} : { description });
}

/** Shows a success toast that offers to undo the action for 10 seconds. */
export async function notifyWithUndo(title: string, undo: () => void): Promise<void> {
  const [{ toast }] = await Promise.all([import('sonner'), show?.()]);
  toast.success(title, { duration: UNDO_MS, action: { label: copy.undo, onClick: undo } });
}
