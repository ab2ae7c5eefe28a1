import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** False on the server and until React handles clicks. Before that, a click on a button is lost. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
