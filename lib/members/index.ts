export { listMembers, memberFacets, streamMembers } from './list-members';
