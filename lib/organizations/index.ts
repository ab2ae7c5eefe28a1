export { applyRetention } from './apply-retention';
export { changeRetention } from './change-retention';
export { deleteOrganizationData } from './delete-organization-data';
export { getOrganization, rememberOrganization } from './remember-organization';
