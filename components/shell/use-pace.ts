'use client';
import { useState } from 'react';
import { addSample, isStalled, membersPerSecond, type PaceSample } from './audit-pace';

/** The audit's pace in members per second, and whether it has stalled, computed from the polls. */
export function usePace(
  done: number,
  readAtMs: number,
): { perSecond: number | null; stalled: boolean } {
  const [samples, setSamples] = useState<PaceSample[]>([]);
  const last = samples.at(-1);
  if (readAtMs > 0 && last?.atMs !== readAtMs)
    setSamples(addSample(samples, { atMs: readAtMs, done }));
  return { perSecond: membersPerSecond(samples), stalled: isStalled(samples) };
}
