import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type {
  ActOnStepBody,
  Assignment,
  CreateReplacementBody,
  ReplacementDetail,
  SuggestReplacementBody,
  UpdateReplacementBody,
} from '@/lib/contract';
import { fillPath } from '@/lib/contract/route';
import { REPLACEMENTS_TABLE, type TableQuery } from '@/lib/contract/tables';
import { callApi } from './http';
import { storeAnswer } from './store-answer';
import { noteAudit } from './mutations';
import { facetOptions, listOptions } from './queries';
import { tableParameters } from './table-query';

/** Plans under the given filters, last changed first. */
export const replacementsQuery = (organizationId: string, query: TableQuery) =>
  listOptions(
    ['replacements', organizationId, 'list'],
    (asked) =>
      callApi('GET /api/v1/organization/{org_id}/replacements', {
        params: { org_id: organizationId },
        ...asked,
      }),
    ({ id }) => id,
    tableParameters(REPLACEMENTS_TABLE, query),
  );

export const replacementFacetsQuery = (organizationId: string, query: TableQuery) =>
  facetOptions(
    ['replacements', organizationId, 'facets'],
    (asked) =>
      callApi('GET /api/v1/organization/{org_id}/replacements/facets', {
        params: { org_id: organizationId },
        ...asked,
      }),
    REPLACEMENTS_TABLE,
    query,
  );

/** Progress of all plans together. */
export const replacementsSummaryQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['replacements', organizationId, 'summary'],
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/organization/{org_id}/replacements/summary', {
        params: { org_id: organizationId },
        signal,
      }),
  });

export const replacementQuery = (organizationId: string, id: string) =>
  queryOptions({
    queryKey: ['replacements', organizationId, 'one', id],
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/organization/{org_id}/replacements/{replacement_id}', {
        params: { org_id: organizationId, replacement_id: id },
        signal,
      }),
  });

/** A suggested plan for these keys, with the choices to edit it; nothing is stored. */
export const replacementSuggestionQuery = (organizationId: string, body: SuggestReplacementBody) =>
  queryOptions({
    queryKey: ['replacements', organizationId, 'suggestion', body],
    queryFn: ({ signal }) =>
      callApi('POST /api/v1/organization/{org_id}/replacements/suggest', {
        params: { org_id: organizationId },
        body,
        changes: false,
        signal,
      }),
  });

/** The URL to download the plans as the list shows them, one row per key. */
export function replacementsExportUrl(organizationId: string, query: TableQuery): string {
  const search = new URLSearchParams([['bom', '1'], ...tableParameters(REPLACEMENTS_TABLE, query)]);
  return `${fillPath('/api/v1/organization/{org_id}/replacements/export', { org_id: organizationId })}?${search.toString()}`;
}

/** Query key parts of data about all plans, which every change of a plan affects. */
const LISTS = ['list', 'facets', 'summary'] as const;

/** The parts of an audit that show which keys have a plan, or who is responsible for them. */
const WITH_PLANS: readonly unknown[] = [
  'keys',
  'key',
  'workloads',
  'workload-facets',
  'workload',
  'next-steps',
];

function refetchLists(client: QueryClient, organizationId: string): Promise<void>[] {
  return [
    ...LISTS.map((part) =>
      client.invalidateQueries({ queryKey: ['replacements', organizationId, part] }),
    ),
    refetchWorkloads(client),
  ];
}

function refetchWorkloads(client: QueryClient): Promise<void> {
  return client.invalidateQueries({
    queryKey: ['audit'],
    predicate: ({ queryKey }) => WITH_PLANS.includes(queryKey[2]),
  });
}

/** Stores a plan's latest state in the query cache, and refetches the lists. */
async function noteReplacement(
  client: QueryClient,
  organizationId: string,
  detail: ReplacementDetail,
): Promise<void> {
  await storeAnswer(client, replacementQuery(organizationId, detail.id).queryKey, detail);
  await Promise.all([
    ...refetchLists(client, organizationId),
    // No refetch: the form that the user is leaving would briefly say that the keys are already planned.
    client.invalidateQueries({
      queryKey: ['replacements', organizationId, 'suggestion'],
      refetchType: 'none',
    }),
  ]);
}

/** Creates a plan. *Errors*: `conflict` names the plan that already has one of the keys. */
export const createReplacementMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (body: CreateReplacementBody) =>
      callApi('POST /api/v1/organization/{org_id}/replacements', {
        params: { org_id: organizationId },
        body,
      }),
    onSuccess: (detail) => noteReplacement(client, organizationId, detail),
  });

/** Changes a plan. *Errors*: `changed-meanwhile` says who changed what; nothing was saved. */
export const updateReplacementMutation = (
  client: QueryClient,
  organizationId: string,
  id: string,
) =>
  mutationOptions({
    mutationFn: (body: UpdateReplacementBody) =>
      callApi('PUT /api/v1/organization/{org_id}/replacements/{replacement_id}', {
        params: { org_id: organizationId, replacement_id: id },
        body,
      }),
    onSuccess: (detail) => noteReplacement(client, organizationId, detail),
  });

/** Marks a step done, reopens one, or adds a note. *Errors*: as `updateReplacementMutation`. */
export const actOnStepMutation = (client: QueryClient, organizationId: string, id: string) =>
  mutationOptions({
    mutationFn: (body: ActOnStepBody) =>
      callApi('POST /api/v1/organization/{org_id}/replacements/{replacement_id}/steps', {
        params: { org_id: organizationId, replacement_id: id },
        body,
      }),
    onSuccess: (detail) => noteReplacement(client, organizationId, detail),
  });

/** Sets the assignee and the due date of a plan. */
export const assignReplacementMutation = (
  client: QueryClient,
  organizationId: string,
  id: string,
) =>
  mutationOptions({
    mutationFn: (body: Assignment) =>
      callApi('PUT /api/v1/organization/{org_id}/replacements/{replacement_id}/assignment', {
        params: { org_id: organizationId, replacement_id: id },
        body,
      }),
    onSuccess: (detail) => noteReplacement(client, organizationId, detail),
  });

/** Sets the assignee and the due date of a workload; a new plan for it takes them over. */
export const assignWorkloadMutation = (
  client: QueryClient,
  organizationId: string,
  workloadId: string,
) =>
  mutationOptions({
    mutationFn: (body: Assignment) =>
      callApi('PUT /api/v1/organization/{org_id}/workloads/{workload_id}/assignment', {
        params: { org_id: organizationId, workload_id: workloadId },
        body,
      }),
    onSuccess: () => refetchWorkloads(client),
  });

/** Deletes a plan; its keys stay unchanged. */
export const deleteReplacementMutation = (
  client: QueryClient,
  organizationId: string,
  id: string,
) =>
  mutationOptions({
    mutationFn: () =>
      callApi('DELETE /api/v1/organization/{org_id}/replacements/{replacement_id}', {
        params: { org_id: organizationId, replacement_id: id },
      }),
    onSuccess: () =>
      Promise.all([
        ...refetchLists(client, organizationId),
        client.invalidateQueries({ queryKey: ['replacements', organizationId, 'suggestion'] }),
      ]),
  });

/** Starts a follow-up audit for this plan; when it ends, every plan is checked. */
export const checkReplacementMutation = (client: QueryClient, organizationId: string, id: string) =>
  mutationOptions({
    mutationFn: () =>
      callApi('POST /api/v1/organization/{org_id}/replacements/{replacement_id}/check', {
        params: { org_id: organizationId, replacement_id: id },
      }),
    onSuccess: (audit) => noteAudit(client, audit),
  });
