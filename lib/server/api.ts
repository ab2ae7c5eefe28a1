import { allowedMethods } from '@/lib/contract/allowed-methods';
import { ENDPOINTS, type EndpointId } from '@/lib/contract';
import { matchPath } from '@/lib/contract/match-path';
import { handle, type Handler } from './handle';
import { HANDLERS } from './handlers';
import { noSuchEndpoint } from './no-such-endpoint';

/** Handles every request under `/api` that has no route file of its own. */
export async function api(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (request.method === 'OPTIONS') {
    const allowed = allowedMethods(pathname);
    if (allowed === null) return noSuchEndpoint();
    return new Response(null, { status: 204, headers: { allow: allowed.join(', ') } });
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const matched = matchPath(pathname);
  const endpoint = ENDPOINTS.find((one) => one.path === matched?.path && one.method === method);
  if (matched === null || endpoint === undefined) return noSuchEndpoint();
  return handle(endpoint.id, handlerOf(endpoint.id), request, matched.params);
}

function handlerOf<Id extends EndpointId>(id: Id): Handler<Id> {
  return HANDLERS[id];
}
