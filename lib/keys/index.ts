export { getKey } from './get-key';
export { keyFacets } from './key-facets';
export { listKeys, streamKeys } from './list-keys';
