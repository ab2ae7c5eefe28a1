import { listLatestKeys } from '@/lib/server/list-latest-keys';
import { handle } from '@/lib/server/handle';

export const GET = handle('listApiKeys', listLatestKeys);
