import type { z } from 'zod';
import { AppError, MINUTE_MS, SECOND_MS } from '@/lib/domain/core';
import type { OperationName } from './allowed-calls';
import { parseBaseUrl } from './base-url';
import { Caller } from './caller';
import { Calls } from './calls';
import { systemClock } from './clock';
import { isAbsent } from './faults';
import { Pacer } from './pacer';
import { ShortPages } from './paging';
import * as schemas from './schemas';
import { createTransport } from './transport';
import type { BraintrustClient, BraintrustClientOptions, ClientLimits } from './types';

const DEFAULT_CONCURRENCY = 16;

export const DEFAULT_LIMITS: ClientLimits = {
  connectTimeoutMs: 10 * SECOND_MS,
  headersTimeoutMs: 30 * SECOND_MS,
  bodyTimeoutMs: 30 * SECOND_MS,
  attemptTimeoutMs: 90 * SECOND_MS,
  maxBodyBytes: 32 * 1024 * 1024,
  pageSize: 1000,
  maxObjects: 500_000,
  maxAttempts: 6,
  outagePatienceMs: 120 * SECOND_MS,
  rateLimitPatienceMs: 5 * MINUTE_MS,
  backoffBaseMs: 250,
  backoffMaxMs: 10 * SECOND_MS,
};

/** Built once, because building a schema costs more than using it. */
const PAGES = {
  listKeys: schemas.pageOf(schemas.key),
  listOrganizationKeys: schemas.pageOf(schemas.key),
  listOrganizations: schemas.pageOf(schemas.organization),
  listMembers: schemas.pageOf(schemas.member),
  listGroups: schemas.pageOf(schemas.group),
  listRoles: schemas.pageOf(schemas.role),
  listAcls: schemas.barePageOf(schemas.acl),
  listProjects: schemas.pageOf(schemas.project),
  listServiceTokens: schemas.pageOf(schemas.serviceToken),
};

/**
 * Creates a client for one key on one data plane. It holds connections and learns how fast the upstream
 * accepts calls. So use one client per audit or sign-in, and close it at the end.
 * *Errors*: `configuration` (the key must not be sent to this address), `wrong-key` (not a key at all).
 */
export function createBraintrustClient(options: BraintrustClientOptions): BraintrustClient {
  const { calls, pacer, hasApp, close } = assemble(options);
  const { ask, list } = calls;
  return {
    ...listsOfOrganization(calls),
    selfMe: (as, { signal } = {}) =>
      orAbsent(ask('selfMe', schemas.self, { body: {}, as, signal, mayBeAbsent: true })),
    appLogin: async ({ signal } = {}) =>
      hasApp
        ? orAbsent(ask('appLogin', schemas.appLogin, { body: {}, signal, mayBeAbsent: true }))
        : null,
    listOrganizations: ({ signal } = {}) =>
      list('listOrganizations', PAGES.listOrganizations, { signal }),
    impersonate: (id, options) => calls.impersonate(id, options),
    listMemberKeys: async ({ as, maxKeys, signal }) => {
      const input = { as, maxKeys, signal, query: {} };
      const { objects, endedEarly } = await calls.listThrifty('listKeys', PAGES.listKeys, input);
      return { keys: objects, endedEarly };
    },
    shortPagesContinue: () => calls.shortPagesContinue,
    listKeys: ({ as, orgName, maxKeys, signal } = {}) =>
      list('listKeys', PAGES.listKeys, {
        as,
        maxKeys,
        signal,
        query: orgName === undefined ? {} : { org_name: orgName },
      }),
    listOrganizationKeys: ({ organizationId, maxKeys, signal }) =>
      orAbsent(
        list('listOrganizationKeys', PAGES.listOrganizationKeys, {
          maxKeys,
          signal,
          query: { org_id: organizationId },
          mayBeAbsent: true,
        }),
      ),
    waitingFor: () => pacer.waitingFor && WAITS[pacer.waitingFor],
    calls: () => calls.counts(),
    close,
  };
}

const WAITS = { refused: 'rate-limited', outage: 'not-answering' } as const;

/** The lists that take only the organization's name. */
function listsOfOrganization({ list }: Calls) {
  const of =
    <T extends { id: string }>(operation: OperationName, page: z.ZodType<T[]>) =>
    ({ orgName, signal }: { orgName: string; signal?: AbortSignal }) =>
      list(operation, page, { query: { org_name: orgName }, signal });
  return {
    listMembers: of('listMembers', PAGES.listMembers),
    listGroups: of('listGroups', PAGES.listGroups),
    listRoles: of('listRoles', PAGES.listRoles),
    listAcls: of('listAcls', PAGES.listAcls),
    listProjects: of('listProjects', PAGES.listProjects),
    listServiceTokens: of('listServiceTokens', PAGES.listServiceTokens),
  };
}

function assemble(options: BraintrustClientOptions) {
  const { apiKey, concurrency = DEFAULT_CONCURRENCY, clock = systemClock } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const bases = {
    api: parseBaseUrl(options.apiUrl, 'BRAINTRUST_API_URL'),
    app: options.appUrl === null ? null : parseBaseUrl(options.appUrl, 'BRAINTRUST_APP_URL'),
  };
  if (!/^[\x21-\x7e]{1,4096}$/.test(apiKey)) {
    throw new AppError(
      'wrong-key',
      'This isn’t a Braintrust API key. Enter the complete key without spaces.',
    );
  }
  const log = options.log ?? (() => undefined);
  const transport = createTransport(
    concurrency,
    limits,
    clock,
    [bases.api, bases.app].filter((base) => base !== null),
  );
  const pacer = new Pacer(clock, {
    concurrency,
    backoffBaseMs: limits.backoffBaseMs,
    backoffMaxMs: limits.backoffMaxMs,
    onPause: (detail, waitMs) =>
      log({ level: 'info', event: 'paused', operation: null, status: null, waitMs, detail }),
    onResume: (detail) =>
      log({ level: 'info', event: 'resumed', operation: null, status: null, waitMs: null, detail }),
  });
  const caller = new Caller({ bases, apiKey, limits, clock, pacer, transport, log });
  const close = async (): Promise<void> => {
    caller.close();
    await transport.close();
  };
  const shortPages = new ShortPages(options.shortPagesContinue);
  return {
    calls: new Calls(caller, limits, shortPages, options.signal),
    pacer,
    hasApp: bases.app !== null,
    close,
  };
}

/** Resolves to `null` if the data plane doesn't have this call. */
async function orAbsent<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
