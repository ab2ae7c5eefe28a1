import { sendLatestKeys } from '@/lib/server/send-latest-keys';
import { handle } from '@/lib/server/handle';

export const GET = handle('listApiKeys', sendLatestKeys);
