import { z } from 'zod';
import { ENDPOINTS, errorResponse, type Endpoint } from './endpoints';
import type { TableSchema } from './tables';

type Json = Record<string, unknown>;

/**
 * Builds the OpenAPI 3.1 document from the endpoint list.
 * *Source*: https://spec.openapis.org/oas/v3.1.0
 */
export function buildOpenApi(server: { url: string; version: string }): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of ENDPOINTS) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: operation(endpoint),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Latchkey',
      version: server.version,
      description:
        'Lists and evaluates every API key of a Braintrust organization. Requires an owner’s key.',
    },
    servers: [{ url: server.url }],
    security: [{ owner: [] }],
    paths,
    components: {
      securitySchemes: {
        owner: {
          type: 'http',
          scheme: 'bearer',
          description: 'A Braintrust API key of an owner, or a service token with owner access.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'next-auth.session-token',
          description: 'An owner’s browser session. Changes require the page’s Origin header.',
        },
      },
      schemas: { Problem: schemaOf(errorResponse, 'output') },
    },
  };
}

function operation(endpoint: Endpoint): Json {
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    ...(endpoint.sessionOnly === true ? { security: [{ session: [] }] } : {}),
    parameters: [
      ...pathParameters(endpoint.path),
      ...(endpoint.id === 'startAudit' ? [IDEMPOTENCY_KEY] : []),
      ...(endpoint.paged === true ? PAGE_PARAMETERS : []),
      ...(endpoint.id === 'exportAudit' ? EXPORT_PARAMETERS : []),
      ...Object.entries(endpoint.parameters ?? {}).map(([name, text]) =>
        query(name, { type: 'string' }, text),
      ),
      ...(endpoint.streams?.includes('text/csv') === true ? [BOM] : []),
      ...(endpoint.table === undefined ? [] : tableParameters(endpoint.table)),
    ],
    ...(endpoint.body === undefined
      ? {}
      : { requestBody: { content: jsonContent(schemaOf(endpoint.body, 'input')) } }),
    responses: {
      [endpoint.status]: success(endpoint),
      default: {
        description: 'What failed, and what to do',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  };
}

function success(endpoint: Endpoint): Json {
  const described = {
    description: endpoint.status === 204 ? 'Done' : endpoint.summary,
    ...(endpoint.headers === undefined ? {} : { headers: headersOf(endpoint.headers) }),
  };
  if (endpoint.response !== undefined) {
    return { ...described, content: jsonContent(schemaOf(endpoint.response, 'output')) };
  }
  const content = (endpoint.streams ?? []).map((type) => [type, {}]);
  return { ...described, ...(content.length > 0 ? { content: Object.fromEntries(content) } : {}) };
}

function headersOf(headers: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' } },
    ]),
  );
}

const jsonContent = (schema: Json) => ({ 'application/json': { schema } });

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

const query = (name: string, schema: Json, description?: string) => ({
  name,
  in: 'query',
  schema,
  ...(description === undefined ? {} : { description }),
});

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  description:
    'Repeating a request with the same key and body returns the same audit instead of starting another one. With a different body, it’s a 409.',
};
const PAGE_PARAMETERS = [
  query('limit', { type: 'integer', minimum: 1, maximum: 1000, default: 100 }),
  query('starting_after', { type: 'string' }, 'Id of the last row of the previous page.'),
];
const EXPORT_PARAMETERS = [
  query('format', { type: 'string', enum: ['csv', 'json', 'ndjson'], default: 'csv' }),
  query(
    'view',
    {
      type: 'string',
      enum: ['keys', 'members', 'findings', 'service-tokens', 'workloads'],
      default: 'keys',
    },
    'What to export. The filters below apply to keys.',
  ),
];
const BOM = query(
  'bom',
  { type: 'string', enum: ['0', '1'], default: '0' },
  'CSV only. 1 adds a byte order mark so that Excel reads the file as UTF-8.',
);

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/{(\w+)}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function tableParameters(table: TableSchema): Json[] {
  const list = (items: Json) => ({ type: 'array', items });
  const filter = (name: string, items: Json) => ({
    ...query(name, list(items)),
    style: 'form',
    explode: false,
  });
  const sorts = table.sorts.flatMap((column) => [`${column}.asc`, `${column}.desc`]);
  return [
    ...Object.entries(table.filters).map(([name, values]) =>
      filter(name, { type: 'string', enum: [...values] }),
    ),
    ...table.idFilters.map((name) => filter(name, { type: 'string' })),
    query('q', { type: 'string', maxLength: 200 }, 'Search.'),
    query('sort', { type: 'string', enum: sorts, default: table.defaultSort }),
  ];
}
