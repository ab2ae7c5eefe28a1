'use client';
import { useState } from 'react';
import { addSample, membersPerSecond, type PaceSample } from './audit-pace';

/** The audit's pace in members per second, computed from the polls. */
export function usePace(done: number, readAtMs: number): number | null {
  const [samples, setSamples] = useState<PaceSample[]>([]);
  const last = samples.at(-1);
  if (readAtMs > 0 && last?.atMs !== readAtMs)
    setSamples(addSample(samples, { atMs: readAtMs, done }));
  return membersPerSecond(samples);
}
