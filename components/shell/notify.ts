import type { ExternalToast } from 'sonner';
import { curlyApostrophes } from '@/components/status/format';
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

/**
 * How long a toast stays. An error stays until it is closed, because nothing else on the page says it. The header
 * says what a warning says, so it leaves before it covers what the user does next.
 */
const LASTING: Partial<Record<Kind, ExternalToast>> = {
  error: { duration: Infinity, closeButton: true },
  warning: { duration: 10_000, closeButton: true },
};

/** How long a toast offers to undo the action. */
const UNDO_MS = 10_000;

/** Shows a toast; a second one with the same title replaces it. The toaster is loaded on first use. */
export async function notify(kind: Kind, title: string, description?: string): Promise<void> {
  const [{ toast }] = await Promise.all([import('sonner'), show?.()]);
  toast[kind](title, {
    id: title,
    description: description && curlyApostrophes(description),
    ...LASTING[kind],
  });
}

/** Shows a success toast that offers to undo the action for 10 seconds. */
export async function notifyWithUndo(title: string, undo: () => void): Promise<void> {
  const [{ toast }] = await Promise.all([import('sonner'), show?.()]);
  toast.success(title, { duration: UNDO_MS, action: { label: copy.undo, onClick: undo } });
}
