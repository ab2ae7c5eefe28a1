import { deleteOrganizationData } from '@/lib/organizations';
import { handle } from '@/lib/server/handle';

export const DELETE = handle('deleteOrganizationData', async (ctx, { body }) => {
  await deleteOrganizationData(ctx, { organizationName: body.organization_name });
  return undefined;
});
