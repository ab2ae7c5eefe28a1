export { listMembers, memberFacets, streamMembers } from './list-members';
export { getAccess } from './get-access';
export { getMember } from './get-member';
