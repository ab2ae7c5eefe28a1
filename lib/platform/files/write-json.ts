import type { Audit } from '@/lib/contract';
import type { SettingsUsed } from './types';

type Head = { audit: Audit; settings?: SettingsUsed };

/** Writes one JSON object `{audit, coverage, settings?, objects}` as the rows arrive. */
export async function* writeJson(
  rows: AsyncIterable<readonly unknown[]>,
  { audit, settings }: Head,
): AsyncGenerator<string> {
  // JSON.stringify omits `settings` if it is undefined.
  const head = JSON.stringify({ audit, coverage: audit.members, settings });
  yield `${head.slice(0, -1)},"objects":[`;
  let separator = '\n';
  for await (const batch of rows) {
    if (batch.length === 0) continue;
    yield separator + batch.map((row) => JSON.stringify(row)).join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** Writes one JSON object per line: first the audit, with `settings` if known, then the rows. */
export async function* writeNdjson(
  rows: AsyncIterable<readonly unknown[]>,
  { audit, settings }: Head,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ ...audit, settings })}\n`;
  for await (const batch of rows) {
    if (batch.length > 0) yield batch.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
}
