import type { Context } from '@/lib/features/context';
import { exportSettingsFile } from '@/lib/features/rules';
import { settingsFileName } from '@/lib/platform/files';
import type { Input } from './handle';
import { refuseUnknownParameters } from './parse-table-query';

/** The settings file as a download, indented for reading. A `HEAD` gets only the headers. */
export async function sendSettingsFile(
  ctx: Context,
  { search, request }: Input<'exportSettingsFile'>,
): Promise<Response> {
  refuseUnknownParameters(search, []);
  const isSent = request.method !== 'HEAD';
  const file = await exportSettingsFile(ctx, { record: isSent });
  const name = settingsFileName({ organization: ctx.organization.name, version: file.version });
  return new Response(isSent ? `${JSON.stringify(file, null, 2)}\n` : null, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}
