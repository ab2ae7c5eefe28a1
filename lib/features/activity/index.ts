export { readActorName } from './actor-names';
export { deletedSince, dropDeletedActivity } from './deleted-organizations';
export { chainOldEntries } from './hash-chain';
export { activityFacets, listActivity } from './list-activity';
export { recordActivity } from './record-activity';
export { verifyActivity, type ChainCheck } from './verify-activity';
