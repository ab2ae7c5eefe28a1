import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  Access,
  ActivityRow,
  Audit,
  ChangeRow,
  ExceptionRow,
  KeyDetail,
  KeyRow,
  MemberRow,
  Overview,
  RuleSettings,
  SettingsComparison,
  StoredRuleSettings,
  ServiceTokenDetail,
  ServiceTokenRow,
} from '@/lib/contract';
import { apiPaths } from '@/lib/contract/paths';
import {
  ACTIVITY_TABLE,
  EXCEPTIONS_TABLE,
  KEYS_TABLE,
  MEMBERS_TABLE,
  SERVICE_TOKENS_TABLE,
  type Facets,
  type TableQuery,
  type TableSchema,
} from '@/lib/contract/tables';
import { callApi } from './http';
import { tableParameters } from './table-query';

/** Rows of the first page, soon there, and of those after it: more at once are felt while scrolling. */
const FIRST_PAGE_ROWS = 100;
const NEXT_PAGE_ROWS = 200;

type Page<Row> = { objects: Row[] };
/** Where a page of a list starts. */
export type PageStart = { after: string | null; limit: number };

/** The first page of every list; what prefetches on the server must ask for the same. */
export const FIRST_PAGE: PageStart = { after: null, limit: FIRST_PAGE_ROWS };

/** The page after `page`, or `undefined` when that was the last. */
function nextPageStart<Row>(
  page: Page<Row>,
  start: PageStart,
  idOf: (row: Row) => string,
): PageStart | undefined {
  const last = page.objects.at(-1);
  if (last === undefined || page.objects.length < start.limit) return undefined;
  return { after: idOf(last), limit: NEXT_PAGE_ROWS };
}

/** A list by the page, with all rows that are there so far in order. */
export function listOptions<Row>(
  queryKey: readonly unknown[],
  path: string,
  idOf: (row: Row) => string,
  parameters = new URLSearchParams(),
) {
  return infiniteQueryOptions({
    queryKey: [...queryKey, parameters.toString()],
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams(parameters);
      search.set('limit', String(pageParam.limit));
      if (pageParam.after) search.set('starting_after', pageParam.after);
      return callApi<Page<Row>>(`${path}?${search.toString()}`, { signal });
    },
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page, _pages, start) => nextPageStart(page, start, idOf),
    placeholderData: keepPreviousData,
    select: flattenPages<Row>,
  });
}

/** All rows that are there so far, in order. */
function flattenPages<Row>(data: { pages: Page<Row>[] }): Row[] {
  return data.pages.flatMap((page) => page.objects);
}

/** How many rows each filter value would show. */
export function facetOptions(
  queryKey: readonly unknown[],
  path: string,
  schema: TableSchema,
  query: TableQuery,
) {
  const parameters = tableParameters(schema, query);
  parameters.delete('sort');
  const search = parameters.toString();
  return queryOptions({
    queryKey: [...queryKey, search],
    queryFn: ({ signal }) => callApi<Facets>(search ? `${path}?${search}` : path, { signal }),
    placeholderData: keepPreviousData,
  });
}

const rowId = (row: { id: string }) => row.id;

/** The answer in one look, with the newest audit and the one that runs. */
export const overviewQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['overview', organizationId],
    queryFn: ({ signal }) => callApi<Overview>(apiPaths.overview(organizationId), { signal }),
  });

/** All audits, newest first. */
export const auditsQuery = (organizationId: string) =>
  listOptions<Audit>(['audits', organizationId], apiPaths.audits(organizationId), rowId);

/** One audit with its coverage. */
export const auditQuery = (auditId: string) =>
  queryOptions({
    queryKey: ['audit', auditId],
    queryFn: ({ signal }) => callApi<Audit>(apiPaths.audit(auditId), { signal }),
  });

/** Keys of one audit under the table's filters. */
export const keysQuery = (auditId: string, query: TableQuery) =>
  listOptions<KeyRow>(
    ['audit', auditId, 'keys'],
    apiPaths.auditKeys(auditId),
    rowId,
    tableParameters(KEYS_TABLE, query),
  );

/** How many keys each filter value would show. */
export const keyFacetsQuery = (auditId: string, query: TableQuery) =>
  facetOptions(
    ['audit', auditId, 'key-facets'],
    apiPaths.auditKeyFacets(auditId),
    KEYS_TABLE,
    query,
  );

/** One key with its evidence and history. */
export const keyQuery = (auditId: string, keyId: string) =>
  queryOptions({
    queryKey: ['audit', auditId, 'key', keyId],
    queryFn: ({ signal }) => callApi<KeyDetail>(apiPaths.auditKey(auditId, keyId), { signal }),
  });

/** Members of one audit under the table's filters. */
export const membersQuery = (auditId: string, query: TableQuery) =>
  listOptions<MemberRow>(
    ['audit', auditId, 'members'],
    apiPaths.auditMembers(auditId),
    rowId,
    tableParameters(MEMBERS_TABLE, query),
  );

/** How many members each filter value would show. */
export const memberFacetsQuery = (auditId: string, query: TableQuery) =>
  facetOptions(
    ['audit', auditId, 'member-facets'],
    apiPaths.auditMemberFacets(auditId),
    MEMBERS_TABLE,
    query,
  );

/** What a member or a service account can reach, with the path of every grant. */
export const accessQuery = (auditId: string, holderId: string) =>
  queryOptions({
    queryKey: ['audit', auditId, 'access', holderId],
    queryFn: ({ signal }) => callApi<Access>(apiPaths.auditAccess(auditId, holderId), { signal }),
  });

/** Service tokens of one audit under the table's filters. */
export const serviceTokensQuery = (auditId: string, query: TableQuery) =>
  listOptions<ServiceTokenRow>(
    ['audit', auditId, 'service-tokens'],
    apiPaths.auditServiceTokens(auditId),
    rowId,
    tableParameters(SERVICE_TOKENS_TABLE, query),
  );

/** How many service tokens each filter value would show. */
export const serviceTokenFacetsQuery = (auditId: string, query: TableQuery) =>
  facetOptions(
    ['audit', auditId, 'service-token-facets'],
    apiPaths.auditServiceTokenFacets(auditId),
    SERVICE_TOKENS_TABLE,
    query,
  );

/** One service token with its evidence and the keys that it supersedes. */
export const serviceTokenQuery = (auditId: string, tokenId: string) =>
  queryOptions({
    queryKey: ['audit', auditId, 'service-token', tokenId],
    queryFn: ({ signal }) =>
      callApi<ServiceTokenDetail>(apiPaths.auditServiceToken(auditId, tokenId), { signal }),
  });

/** New, gone and changed keys against the audit before. */
export const changesQuery = (auditId: string) =>
  listOptions<ChangeRow>(
    ['audit', auditId, 'changes'],
    apiPaths.auditChanges(auditId),
    (row) => row.key_id,
  );

/** Who did what, newest first, under the given filters. */
export const activityQuery = (organizationId: string, query: TableQuery) =>
  listOptions<ActivityRow>(
    ['activity', organizationId],
    apiPaths.activity(organizationId),
    rowId,
    tableParameters(ACTIVITY_TABLE, query),
  );

/** How many entries each filter value would show. */
export const activityFacetsQuery = (organizationId: string, query: TableQuery) =>
  facetOptions(
    ['activity', organizationId, 'facets'],
    apiPaths.activityFacets(organizationId),
    ACTIVITY_TABLE,
    query,
  );

/** The settings that the rules judge by, with their version. */
export const ruleSettingsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['rule-settings', organizationId],
    queryFn: ({ signal }) =>
      callApi<StoredRuleSettings>(apiPaths.ruleSettings(organizationId), { signal }),
  });

/** What these settings would change in the newest audit; nothing is stored. */
export const ruleSettingsPreviewQuery = (organizationId: string, settings: RuleSettings) =>
  queryOptions({
    queryKey: ['rule-settings-preview', organizationId, settings],
    queryFn: ({ signal }) =>
      callApi<SettingsComparison>(apiPaths.ruleSettingsPreview(organizationId), {
        method: 'POST',
        changes: false,
        body: { settings },
        signal,
      }),
  });

/** Where the settings are downloaded as the command line takes them. */
export const ruleSettingsFileUrl = (organizationId: string): string =>
  apiPaths.ruleSettingsFile(organizationId);

/** Accepted risks under the given filters, those that end first on top. */
export const exceptionsQuery = (organizationId: string, query: TableQuery) =>
  listOptions<ExceptionRow>(
    ['exceptions', organizationId],
    apiPaths.exceptions(organizationId),
    rowId,
    tableParameters(EXCEPTIONS_TABLE, query),
  );
