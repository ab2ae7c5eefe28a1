import { runSteps } from '@/lib/domain/core';
import { evaluate } from '../evaluate';
import type { Evaluation } from '../types';

/** Runs all steps of an evaluation at once. */
export function evaluateAtOnce(...given: Parameters<typeof evaluate>): Evaluation {
  return runSteps(evaluate(...given));
}
