import { deleteOrganizationData } from '@/lib/features/organizations';
import { eraseDeleted } from '@/lib/server/erase-deleted';
import { handle } from '@/lib/server/handle';

export const DELETE = handle('deleteOrganizationData', async (ctx, { body, runtime }) => {
  await deleteOrganizationData(ctx, { organizationName: body.organization_name });
  await eraseDeleted(runtime);
  return undefined;
});
