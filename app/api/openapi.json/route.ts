import { openApiDocument } from '@/lib/server/openapi-document';

export const dynamic = 'force-dynamic';
export const GET = openApiDocument;
