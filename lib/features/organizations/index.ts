export { applyRetention } from './apply-retention';
export { changeRetention } from './change-retention';
export { deleteOrganizationData } from './delete-organization-data';
export {
  ensureOrganization,
  holdOrganization,
  lockJudgement,
  waitForDeletion,
} from './lock-organization';
export { getOrganization, rememberOrganization } from './remember-organization';
