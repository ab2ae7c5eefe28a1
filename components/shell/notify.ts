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

type Kind = 'success' | 'info' | 'warning' | 'error';

/** These toasts stay until they are closed, so that there is time to read them and to act. */
const STAYING: readonly Kind[] = ['warning', 'error'];

/** How long a toast offers to undo the action. */
const UNDO_MS = 10_000;

/** Shows a toast; a second one with the same title replaces it. The toaster is loaded on first use. */
export async function notify(kind: Kind, title: string, description?: string): Promise<void> {
  const [{ toast }] = await Promise.all([import('sonner'), show?.()]);
  const stays = STAYING.includes(kind) ? { duration: Infinity, closeButton: true } : {};
  toast[kind](title, { id: title, description, ...stays });
}

/** Shows a success toast that offers to undo the action for 10 seconds. */
export async function notifyWithUndo(title: string, undo: () => void): Promise<void> {
  const [{ toast }] = await Promise.all([import('sonner'), show?.()]);
  toast.success(title, { duration: UNDO_MS, action: { label: copy.undo, onClick: undo } });
}
