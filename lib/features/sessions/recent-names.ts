/** A set whose names expire after `forMs`. Beyond `most` names, the oldest are dropped. */
export function createRecentNames(options: { now: () => number; forMs: number; most: number }): {
  add: (name: string) => void;
  has: (name: string) => boolean;
  remove: (name: string) => void;
} {
  const { now, forMs, most } = options;
  const addedAtMs = new Map<string, number>();
  return {
    add: (name) => {
      addedAtMs.delete(name);
      addedAtMs.set(name, now());
      const [oldest] = addedAtMs.keys();
      if (addedAtMs.size > most && oldest !== undefined) addedAtMs.delete(oldest);
    },
    has: (name) => {
      const atMs = addedAtMs.get(name);
      return atMs !== undefined && now() - atMs < forMs;
    },
    remove: (name) => void addedAtMs.delete(name),
  };
}
