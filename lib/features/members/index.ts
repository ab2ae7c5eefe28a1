export { listMembers, memberFacets, streamMembers } from './list-members';
export { getAccess } from './get-access';
