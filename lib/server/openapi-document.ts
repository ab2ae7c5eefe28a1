import { buildOpenApi } from '@/lib/contract/openapi';
import { publicUrl } from '@/lib/platform/config/env';

export function openApiDocument(): Response {
  return Response.json(buildOpenApi({ url: publicUrl(), version: '1' }), {
    headers: { 'cache-control': 'no-store' },
  });
}
