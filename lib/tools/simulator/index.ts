export { startSimulator } from './start-simulator';
export type { Simulator } from './simulator';
export { buildOrganization } from './build-organization';
export { noFaults } from './faults';
export type { Faults } from './faults';
export { defaultStrategies, tokenExchange } from './options';
export type { SimulatorOptions } from './options';
export { hostileName, hostileNames } from './hostile';
export {
  addKey,
  addKeys,
  addMember,
  addServiceToken,
  removeKey,
  removeMember,
} from './change-organization';
export {
  addToGroup,
  createGroup,
  createServiceAccount,
  createServiceToken,
  deleteProject,
  deleteServiceToken,
  grantDirectly,
} from './settings-page';
export type * from './records';
