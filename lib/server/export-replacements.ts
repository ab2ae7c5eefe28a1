import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import { REPLACEMENTS_TABLE } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { streamReplacementKeys } from '@/lib/features/replacements';
import { renderReplacements, REPORT_MEDIA, replacementsFileName } from '@/lib/platform/files';
import { withFirstChunk } from './with-first-chunk';
import { inSnapshot } from './in-snapshot';
import { parseTableQuery, refuseUnknownParameters, tableParameterNames } from './parse-table-query';
import type { Streams } from './streams';

/**
 * Streams a CSV of the filtered plans, one row per key. A `HEAD` gets the headers and exports nothing.
 * *Errors*: `bad-request`.
 */
export async function exportReplacements(
  ctx: Context,
  input: { method: string; search: URLSearchParams; streams: Streams },
): Promise<Response> {
  const { search } = input;
  refuseUnknownParameters(search, ['bom', ...tableParameterNames(REPLACEMENTS_TABLE)]);
  const bom = search.get('bom') ?? '0';
  if (bom !== '0' && bom !== '1') throw new AppError('bad-request', 'bom must be one of: 0, 1.');
  const query = parseTableQuery(REPLACEMENTS_TABLE, search);
  const at = ctx.now();
  const name = replacementsFileName({ organization: ctx.organization.name, date: at });
  const headers = {
    'content-type': REPORT_MEDIA.csv.contentType,
    'content-disposition': `attachment; filename="${name}"`,
  };
  if (input.method === 'HEAD') return new Response(null, { headers });
  return inSnapshot(ctx, async (frozen, release) => {
    const rows = streamReplacementKeys(frozen, query);
    const chunks = await withFirstChunk(renderReplacements(rows, { bom: bom === '1' }), release);
    await recordActivity(ctx.store.db, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: 'exported',
      details: {
        view: 'replacements',
        format: 'csv',
        filtered: [...search.keys()].some((parameter) => !['bom', 'sort'].includes(parameter)),
      },
      at,
    });
    return new Response(input.streams.body(chunks), { headers });
  });
}
