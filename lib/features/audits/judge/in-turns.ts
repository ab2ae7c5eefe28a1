import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Steps } from '@/lib/domain/core';

/** Short enough that nobody notices waiting for it. */
const TURN_MS = 20;

/** Runs long work in turns of about 20 ms, so that the server answers other requests between them. */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  let turnEndsAt = performance.now() + TURN_MS;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() < turnEndsAt) continue;
    await nextTurn();
    turnEndsAt = performance.now() + TURN_MS;
  }
}
