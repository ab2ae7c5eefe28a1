import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  KEYS_TABLE,
  MEMBERS_TABLE,
  SERVICE_TOKENS_TABLE,
  type Facets,
  type TableQuery,
  type TableSchema,
} from '@/lib/contract/tables';
import { callApi } from './http';
import { tableParameters } from './table-query';

/** A small first page loads fast; more than `NEXT_PAGE_ROWS` at once makes scrolling stutter. */
const FIRST_PAGE_ROWS = 100;
const NEXT_PAGE_ROWS = 200;

type Page<Row> = { objects: Row[] };
export type PageStart = { after: string | null; limit: number };

/** The first page of every list. A prefetch on the server must read exactly this page. */
export const FIRST_PAGE: PageStart = { after: null, limit: FIRST_PAGE_ROWS };

/** The start of the page after `page`; `undefined` if that was the last. */
function nextPageStart<Row>(
  page: Page<Row>,
  start: PageStart,
  idOf: (row: Row) => string,
): PageStart | undefined {
  const last = page.objects.at(-1);
  if (last === undefined || page.objects.length < start.limit) return undefined;
  return { after: idOf(last), limit: NEXT_PAGE_ROWS };
}

type Asked = { search: URLSearchParams; signal: AbortSignal };

/** Query options of a paged list; its data is all rows loaded so far. */
export function listOptions<Row>(
  queryKey: readonly unknown[],
  read: (asked: Asked) => Promise<Page<Row>>,
  idOf: (row: Row) => string,
  parameters = new URLSearchParams(),
) {
  return infiniteQueryOptions({
    queryKey: [...queryKey, parameters.toString()],
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams(parameters);
      search.set('limit', String(pageParam.limit));
      if (pageParam.after) search.set('starting_after', pageParam.after);
      return read({ search, signal });
    },
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page, _pages, start) => nextPageStart(page, start, idOf),
    placeholderData: keepPreviousData,
    select: flattenPages<Row>,
  });
}

export type ListOptions<Row> = ReturnType<typeof listOptions<Row>>;

function flattenPages<Row>(data: { pages: Page<Row>[] }): Row[] {
  return data.pages.flatMap((page) => page.objects);
}

/** Query options for how many rows each filter value would show. */
export function facetOptions(
  queryKey: readonly unknown[],
  read: (asked: Asked) => Promise<Facets>,
  schema: TableSchema,
  query: TableQuery,
) {
  const search = tableParameters(schema, query);
  search.delete('sort');
  return queryOptions({
    queryKey: [...queryKey, search.toString()],
    queryFn: ({ signal }) => read({ search, signal }),
    placeholderData: keepPreviousData,
  });
}

export type FacetOptions = ReturnType<typeof facetOptions>;

export const rowId = (row: { id: string }) => row.id;

/** The overview, with the latest and the running audit. */
export const overviewQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['overview', organizationId],
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/organization/{org_id}/overview', {
        params: { org_id: organizationId },
        signal,
      }),
  });

export const auditsQuery = (organizationId: string) =>
  listOptions(
    ['audits', organizationId],
    (asked) =>
      callApi('GET /api/v1/organization/{org_id}/audits', {
        params: { org_id: organizationId },
        ...asked,
      }),
    rowId,
  );

export const auditQuery = (auditId: string) =>
  queryOptions({
    queryKey: ['audit', auditId],
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/audits/{audit_id}', { params: { audit_id: auditId }, signal }),
  });

export const keysQuery = (auditId: string, query: TableQuery) =>
  listOptions(
    ['audit', auditId, 'keys'],
    (asked) =>
      callApi('GET /api/v1/audits/{audit_id}/keys', { params: { audit_id: auditId }, ...asked }),
    rowId,
    tableParameters(KEYS_TABLE, query),
  );

export const keyFacetsQuery = (auditId: string, query: TableQuery) =>
  facetOptions(
    ['audit', auditId, 'key-facets'],
    (asked) =>
      callApi('GET /api/v1/audits/{audit_id}/keys/facets', {
        params: { audit_id: auditId },
        ...asked,
      }),
    KEYS_TABLE,
    query,
  );

/** One key with its evidence and history. */
export const keyQuery = (auditId: string, keyId: string) =>
  queryOptions({
    queryKey: ['audit', auditId, 'key', keyId],
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/audits/{audit_id}/keys/{key_id}', {
        params: { audit_id: auditId, key_id: keyId },
        signal,
      }),
  });

export const membersQuery = (auditId: string, query: TableQuery) =>
  listOptions(
    ['audit', auditId, 'members'],
    (asked) =>
      callApi('GET /api/v1/audits/{audit_id}/members', { params: { audit_id: auditId }, ...asked }),
    rowId,
    tableParameters(MEMBERS_TABLE, query),
  );

export const memberFacetsQuery = (auditId: string, query: TableQuery) =>
  facetOptions(
    ['audit', auditId, 'member-facets'],
    (asked) =>
      callApi('GET /api/v1/audits/{audit_id}/members/facets', {
        params: { audit_id: auditId },
        ...asked,
      }),
    MEMBERS_TABLE,
    query,
  );

export const memberQuery = (auditId: string, memberId: string) =>
  queryOptions({
    queryKey: ['audit', auditId, 'member', memberId],
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/audits/{audit_id}/members/{member_id}', {
        params: { audit_id: auditId, member_id: memberId },
        signal,
      }),
  });

/** Effective access of a member or a service account, with the path of every grant. */
export const accessQuery = (auditId: string, holderId: string) =>
  queryOptions({
    queryKey: ['audit', auditId, 'access', holderId],
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/audits/{audit_id}/access/{holder_id}', {
        params: { audit_id: auditId, holder_id: holderId },
        signal,
      }),
  });

export const serviceTokensQuery = (auditId: string, query: TableQuery) =>
  listOptions(
    ['audit', auditId, 'service-tokens'],
    (asked) =>
      callApi('GET /api/v1/audits/{audit_id}/service-tokens', {
        params: { audit_id: auditId },
        ...asked,
      }),
    rowId,
    tableParameters(SERVICE_TOKENS_TABLE, query),
  );

export const serviceTokenFacetsQuery = (auditId: string, query: TableQuery) =>
  facetOptions(
    ['audit', auditId, 'service-token-facets'],
    (asked) =>
      callApi('GET /api/v1/audits/{audit_id}/service-tokens/facets', {
        params: { audit_id: auditId },
        ...asked,
      }),
    SERVICE_TOKENS_TABLE,
    query,
  );

/** One service token with its evidence and the keys that it supersedes. */
export const serviceTokenQuery = (auditId: string, tokenId: string) =>
  queryOptions({
    queryKey: ['audit', auditId, 'service-token', tokenId],
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/audits/{audit_id}/service-tokens/{token_id}', {
        params: { audit_id: auditId, token_id: tokenId },
        signal,
      }),
  });

/** Keys that are new, gone or changed since another audit; `null`: since the previous one. */
export const changesQuery = (auditId: string, since: string | null) =>
  listOptions(
    ['audit', auditId, 'changes'],
    (asked) =>
      callApi('GET /api/v1/audits/{audit_id}/changes', { params: { audit_id: auditId }, ...asked }),
    (row) => row.key_id,
    new URLSearchParams(since === null ? {} : { since }),
  );

/** The first few changes since another audit, with the counts of all. */
export const firstChangesQuery = (auditId: string, since: string, limit: number) =>
  queryOptions({
    queryKey: ['audit', auditId, 'first-changes', since, limit],
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/audits/{audit_id}/changes', {
        params: { audit_id: auditId },
        search: new URLSearchParams({ since, limit: String(limit) }),
        signal,
      }),
  });
