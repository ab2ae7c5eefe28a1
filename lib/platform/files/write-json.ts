import type { Audit } from '@/lib/contract';
import type { SettingsUsed } from './types';

type Head = { audit: Audit; settings?: SettingsUsed };

/**
 * One JSON object `{audit, coverage, objects}`, written as the rows come; with `settings` before the
 * objects where they are known.
 */
export async function* writeJson(
  rows: AsyncIterable<readonly unknown[]>,
  { audit, settings }: Head,
): AsyncGenerator<string> {
  // An absent `settings` leaves no trace in JSON.
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

/** One JSON object a line: first the audit, its `settings` in it where they are known; then the rows. */
export async function* writeNdjson(
  rows: AsyncIterable<readonly unknown[]>,
  { audit, settings }: Head,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ ...audit, settings })}\n`;
  for await (const batch of rows) {
    if (batch.length > 0) yield batch.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
}
