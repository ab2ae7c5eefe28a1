import { handle } from '@/lib/server/handle';
import { sendSettingsFile } from '@/lib/server/send-settings-file';

export const GET = handle('exportSettingsFile', sendSettingsFile);
