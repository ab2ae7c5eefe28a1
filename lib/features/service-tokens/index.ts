export { getServiceToken } from './get-service-token';
export { listServiceTokens, serviceTokenFacets, streamServiceTokens } from './list-service-tokens';
