export { actOnStep } from './act-on-step';
export { createReplacement } from './create-replacement';
export { deleteReplacement } from './delete-replacement';
export { getReplacement } from './get-replacement';
export { getReplacementsSummary, listReplacements } from './list-replacements';
export { streamReplacementKeys } from './stream-replacement-keys';
export { suggestReplacement } from './suggest-replacement';
export { updateReplacement } from './update-replacement';
