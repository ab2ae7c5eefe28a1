export { GRANT_FLOW_ASSUMPTION, givesPowerInProjects } from './grant-flow';
export { findGroupsOf, groupsOf } from './group-graph';
export * from './path-text';
export { comparePermissions } from './permissions';
export * from './project-powers';
export * from './resolve-access';
export * from './resolve-owners';
export * from './types';
