export { activityFacets, listActivity } from './list-activity';
export { recordActivity } from './record-activity';
