import type { Audit } from '@/lib/contract';

/** One JSON object `{audit, coverage, objects}`, written as the rows come. */
export async function* writeJson(
  rows: AsyncIterable<readonly unknown[]>,
  audit: Audit,
): AsyncGenerator<string> {
  const head = `"audit":${JSON.stringify(audit)},"coverage":${JSON.stringify(audit.members)}`;
  yield `{${head},"objects":[`;
  let separator = '\n';
  for await (const batch of rows) {
    if (batch.length === 0) continue;
    yield separator + batch.map((row) => JSON.stringify(row)).join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** One JSON object a line: first the audit, then the rows. */
export async function* writeNdjson(
  rows: AsyncIterable<readonly unknown[]>,
  audit: Audit,
): AsyncGenerator<string> {
  yield `${JSON.stringify(audit)}\n`;
  for await (const batch of rows) {
    if (batch.length > 0) yield batch.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
}
