import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { Context } from '@/lib/features/context';
import { refuseUnknownHost } from '@/lib/features/sessions';
import {
  ENDPOINTS,
  type Endpoint,
  type EndpointId,
  type ParamsOf,
  type TableQuery,
} from '@/lib/contract';
import { AppError, toAppError } from '@/lib/domain/core';
import { isDevelopment } from '@/lib/platform/config/env';
import { inRequest, type Log } from '@/lib/platform/log';
import { addressOf, authenticate } from './authenticate';
import { noteInventoryRead } from './note-inventory-read';
import {
  parsePage,
  parseTableQuery,
  refuseUnknownParameters,
  tableParameterNames,
} from './parse-table-query';
import { logProblem, problemResponse } from './problem';
import { readBody } from './read-body';
import { runtime as processRuntime, type Runtime } from './runtime';

type Endpoints = (typeof ENDPOINTS)[number];
type Of<Id extends EndpointId> = Extract<Endpoints, { id: Id }>;
/** Parsed input of a handler; `body`, `query` and `page` exist only if its endpoint declares them. */
export type Input<Id extends EndpointId> = {
  params: ParamsOf<Of<Id>['path']>;
  body: Of<Id> extends { body: infer Body extends z.ZodType } ? z.output<Body> : undefined;
  query: Of<Id> extends { table: object } ? TableQuery : undefined;
  page: Of<Id> extends { paged: true }
    ? { limit: number; startingAfter: string | null }
    : undefined;
  search: URLSearchParams;
  request: Request;
  runtime: Runtime;
  /** Headers of the response, which the handler may add to. */
  headers: Headers;
};
type Answer<Id extends EndpointId> =
  Of<Id> extends { response: infer Body extends z.ZodType }
    ? z.output<Body>
    : Of<Id> extends { streams: unknown }
      ? Response
      : undefined;
export type Handler<Id extends EndpointId> = (
  ctx: Context,
  input: Input<Id>,
) => Promise<Answer<Id>>;

/**
 * Authenticates and parses a request, runs the handler, and responds with JSON or a stream. An error
 * becomes a problem response with the request id that is also in the log.
 */
export async function handle<Id extends EndpointId>(
  id: Id,
  handler: Handler<Id>,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const requestId = randomUUID();
  const startedMs = performance.now();
  let log: Log | undefined;
  try {
    const runtime = await processRuntime();
    log = runtime.log.child({ request_id: requestId, endpoint: id });
    const call = { runtime, request, endpoint: endpointOf(id), params };
    const answered = await inRequest({ id: requestId, address: addressOf(request) }, () =>
      answer(call, handler),
    );
    log.debug('answered', { status: answered.status, duration_ms: since(startedMs) });
    return finish(answered, requestId);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (log) logProblem(log, error, { duration_ms: since(startedMs) });
    return finish(problemResponse(error, requestId), requestId);
  }
}

const since = (startedMs: number) => Math.round(performance.now() - startedMs);

type Call = {
  runtime: Runtime;
  request: Request;
  endpoint: Endpoint;
  params: Record<string, string>;
};

async function answer<Id extends EndpointId>(call: Call, handler: Handler<Id>): Promise<Response> {
  const { runtime, request, endpoint, params } = call;
  refuseUnknownHost(request.headers.get('host'), runtime.env);
  const context = await authenticate(runtime, request, params);
  if (endpoint.sessionOnly === true) refusePrograms(context);
  const headers = new Headers();
  const input = { ...(await parse(call)), params, request, runtime, headers };
  // `parse` reads exactly what the endpoint declares, and `Input` derives from the same declaration.
  const result: unknown = await handler(context, input as unknown as Input<Id>);
  await noteInventoryRead(context, endpoint.id);
  if (result instanceof Response) return result;
  if (endpoint.status === 204) return new Response(null, { status: 204, headers });
  if (isDevelopment()) requireContract(endpoint, result);
  headers.set('content-type', 'application/json');
  return new Response(JSON.stringify(result), { status: endpoint.status, headers });
}

/** *Errors*: `internal` if the response differs from the contract's schema, including extra fields. */
function requireContract({ id, response }: Endpoint, result: unknown): void {
  const sent: unknown = JSON.parse(JSON.stringify(result));
  const promised = response?.safeParse(sent);
  if (promised?.success && isDeepStrictEqual(promised.data, sent)) return;
  throw new AppError('internal', 'The response doesn’t match the API contract.', {
    message: `${id}: ${promised?.error?.message ?? 'unknown fields in the response'}`,
  });
}

/** Refuses Bearer keys, because these endpoints require a person at a browser. */
function refusePrograms({ sessionProof }: Context): void {
  if (sessionProof !== undefined) return;
  throw new AppError(
    'session-only',
    'This requires an owner’s browser session. API keys aren’t accepted.',
  );
}

async function parse({ request, endpoint }: Call) {
  const search = new URL(request.url).searchParams;
  // The parameters of a file depend on its view, so the handler parses them.
  const table = endpoint.streams === undefined ? endpoint.table : undefined;
  if (endpoint.streams === undefined) {
    refuseUnknownParameters(search, [
      ...(table === undefined ? [] : tableParameterNames(table)),
      ...(endpoint.paged === true ? ['limit', 'starting_after'] : []),
      ...Object.keys(endpoint.parameters ?? {}),
    ]);
  }
  return {
    search,
    query: table && parseTableQuery(table, search),
    page: endpoint.paged === true ? parsePage(search) : undefined,
    body: endpoint.body && (await readBody(request, endpoint.body, endpoint.largestBodyBytes)),
  };
}

function finish(response: Response, requestId: string): Response {
  response.headers.set('cache-control', 'no-store');
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('x-request-id', requestId);
  return response;
}

function endpointOf(id: EndpointId): Endpoint {
  const endpoint = ENDPOINTS.find((one) => one.id === id);
  if (endpoint === undefined) throw new AppError('internal', 'Unknown endpoint.', { message: id });
  return endpoint;
}
