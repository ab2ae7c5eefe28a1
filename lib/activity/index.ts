export { listActivity } from './list-activity';
export { recordActivity, type ActivityEntry } from './record-activity';
