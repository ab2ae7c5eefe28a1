export { getKey } from './get-key';
export { keyFacets } from './key-facets';
export { listKeys, streamKeys } from './list-keys';
export { listApiKeys } from './list-api-keys';
export { createListPlaces, type ListPlaces } from './list-places';
