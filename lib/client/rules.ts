import { queryOptions } from '@tanstack/react-query';
import type { RuleSettings } from '@/lib/contract';
import { fillPath } from '@/lib/contract/route';
import { EXCEPTIONS_TABLE, type TableQuery } from '@/lib/contract/tables';
import { callApi } from './http';
import { listOptions, rowId } from './queries';
import { tableParameters } from './table-query';

export const ruleSettingsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['rule-settings', organizationId],
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/organization/{org_id}/rule-settings', {
        params: { org_id: organizationId },
        signal,
      }),
  });

/** What these settings would change in the latest audit; nothing is stored. */
export const ruleSettingsPreviewQuery = (organizationId: string, settings: RuleSettings) =>
  queryOptions({
    queryKey: ['rule-settings-preview', organizationId, settings],
    queryFn: ({ signal }) =>
      callApi('POST /api/v1/organization/{org_id}/rule-settings/preview', {
        params: { org_id: organizationId },
        changes: false,
        body: { settings },
        signal,
      }),
  });

/** The URL to download the settings as a file for the command line. */
export const ruleSettingsFileUrl = (organizationId: string): string =>
  fillPath('/api/v1/organization/{org_id}/rule-settings/file', { org_id: organizationId });

/** How many accepted risks are in force. */
export const exceptionsSummaryQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['exceptions', organizationId, 'summary'],
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/organization/{org_id}/exceptions/summary', {
        params: { org_id: organizationId },
        signal,
      }),
  });

/** Accepted risks under the given filters, first to expire on top. */
export const exceptionsQuery = (organizationId: string, query: TableQuery) =>
  listOptions(
    ['exceptions', organizationId],
    (asked) =>
      callApi('GET /api/v1/organization/{org_id}/exceptions', {
        params: { org_id: organizationId },
        ...asked,
      }),
    rowId,
    tableParameters(EXCEPTIONS_TABLE, query),
  );
