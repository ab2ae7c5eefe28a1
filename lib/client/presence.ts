/** After this long without input, the page's own requests don't count as use of the session. */
const AWAY_AFTER_MS = 5 * 60_000;
const INPUTS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

let lastInputMs = Date.now();
if (typeof window !== 'undefined') {
  for (const type of INPUTS) {
    window.addEventListener(type, () => (lastInputMs = Date.now()), {
      capture: true,
      passive: true,
    });
  }
}

/** True if no one has used this page for a while, so that its polling doesn't keep the session alive. */
export function isNoOneHere(): boolean {
  return Date.now() - lastInputMs > AWAY_AFTER_MS;
}
