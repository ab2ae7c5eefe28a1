'use client';
import { useSyncExternalStore } from 'react';

const STEP_MS = 30_000;

/** One clock shared by all relative times, updated every 30 s. */
let nowMs = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Not while others show a time: one page would tell two ages of the same audit.
  if (timer === undefined) {
    nowMs = Date.now();
    timer = setInterval(() => {
      nowMs = Date.now();
      for (const notify of listeners) notify();
    }, STEP_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const read = () => nowMs;

/** The current time, updated every 30 s. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, read, () => Date.now()));
}
