let held = 0;

/**
 * Keeps the browser on this page while it has unsaved input, even if the session ends.
 * *Shape*: a function that releases the hold.
 */
export function holdPage(): () => void {
  held += 1;
  let isHeld = true;
  return () => {
    if (isHeld) held -= 1;
    isHeld = false;
  };
}

/** Whether leaving this page would lose unsaved input. */
export function isPageHeld(): boolean {
  return held > 0;
}
