/** A seeded source of random numbers: the same seed gives the same sequence on every machine. */
export type Random = {
  /** A number from 0 (included) to 1 (excluded). */
  next: () => number;
  /** An integer from 0 to `count - 1`. */
  below: (count: number) => number;
  /** A string in the format of a version 4 UUID. */
  uuid: () => string;
};

/** Creates a {@link Random} that is fully determined by its seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const bits = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const hex = () => bits().toString(16).padStart(8, '0');
  return {
    next: () => bits() / 2 ** 32,
    below: (count) => Math.floor((bits() / 2 ** 32) * count),
    uuid: () => {
      const digits = hex() + hex() + hex() + hex();
      const variant = ((bits() & 3) | 8).toString(16);
      return [
        digits.slice(0, 8),
        digits.slice(8, 12),
        `4${digits.slice(13, 16)}`,
        `${variant}${digits.slice(17, 20)}`,
        digits.slice(20, 32),
      ].join('-');
    },
  };
}

/** Hashes a text to an integer from 0 to 2³² − 1 (FNV-1a with an extra mixing step). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
