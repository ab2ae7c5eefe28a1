export { deletedSince, dropDeletedActivity } from './deleted-organizations';
export { activityFacets, listActivity } from './list-activity';
export { recordActivity } from './record-activity';
