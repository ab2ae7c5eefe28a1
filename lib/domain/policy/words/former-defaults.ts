/** Fingerprints of the word lists that earlier versions had as defaults, by setting. */
const FORMER_DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  workloadWords: ['8f6c1ed1'],
  personWords: ['641a440c'],
};

/**
 * Leaves out word lists that are an earlier version's default. Saved settings hold every list, so an organization
 * that never edited its words would otherwise keep the old ones forever.
 */
export function withoutFormerDefaults(given: object): object {
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => !isFormerDefault(name, value)),
  );
}

function isFormerDefault(name: string, value: unknown): boolean {
  const former = FORMER_DEFAULTS[name];
  if (former === undefined || !Array.isArray(value)) return false;
  return former.includes(fingerprint(value.join('\n')));
}

/** FNV-1a in 32 bits, as hexadecimal text. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16);
}
