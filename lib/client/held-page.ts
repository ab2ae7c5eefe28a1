let held = 0;

/**
 * Keeps this page where it is while something on it is typed and not saved: a session that has ended
 * does not lead away from it. *Shape*: the way to let go of it again.
 */
export function holdPage(): () => void {
  held += 1;
  let isHeld = true;
  return () => {
    if (isHeld) held -= 1;
    isHeld = false;
  };
}

/** Whether something on this page would be lost by leaving it. */
export function isPageHeld(): boolean {
  return held > 0;
}
