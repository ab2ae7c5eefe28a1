/** Without input for so long, what the page asks for by itself does not count as use. *Units*: ms. */
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

/** True where no one has touched this page for a while, so that its polls keep no session alive. */
export function isNoOneHere(): boolean {
  return Date.now() - lastInputMs > AWAY_AFTER_MS;
}
