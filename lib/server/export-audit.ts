import { recordActivity } from '@/lib/features/activity';
import { findLatestAudit, getAudit, readAuditVersion, streamFindings } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import {
  FINDINGS_TABLE,
  KEYS_TABLE,
  MEMBERS_TABLE,
  SERVICE_TOKENS_TABLE,
  WORKLOADS_TABLE,
  type Audit,
  type TableQuery,
  type TableSchema,
} from '@/lib/contract';
import { AppError, auditId } from '@/lib/domain/core';
import { streamKeys } from '@/lib/features/keys';
import { streamMembers } from '@/lib/features/members';
import { streamServiceTokens } from '@/lib/features/service-tokens';
import { streamWorkloads } from '@/lib/features/workloads';
import {
  renderReport,
  REPORT_MEDIA,
  reportFileName,
  type ReportFormat,
  type ReportView,
} from '@/lib/platform/files';
import { withFirstChunk } from './with-first-chunk';
import { inSnapshot } from './in-snapshot';
import { parseTableQuery, refuseUnknownParameters, tableParameterNames } from './parse-table-query';
import type { Streams } from './streams';

const FORMATS = ['csv', 'json', 'ndjson'] as const satisfies readonly ReportFormat[];
const VIEWS = [
  'keys',
  'members',
  'findings',
  'service-tokens',
  'workloads',
] as const satisfies readonly ReportView[];
const TABLES: Record<ReportView, TableSchema> = {
  keys: KEYS_TABLE,
  members: MEMBERS_TABLE,
  findings: FINDINGS_TABLE,
  'service-tokens': SERVICE_TOKENS_TABLE,
  workloads: WORKLOADS_TABLE,
};

/**
 * Streams a file of the table's rows with the same filters and order, and with the audit's coverage.
 * Rows are read as the client takes them. A `HEAD` gets the headers and exports nothing.
 * *Errors*: `bad-request`, `not-found`, and any error while reading the first rows;
 * `audit-not-finished` while the audit runs, with the latest result in `details.auditId`.
 */
export async function exportAudit(
  ctx: Context,
  input: { auditId: string; method: string; search: URLSearchParams; streams: Streams },
): Promise<Response> {
  const { search } = input;
  const view = oneOf('view', VIEWS, search.get('view') ?? 'keys');
  const format = oneOf('format', FORMATS, search.get('format') ?? 'csv');
  const bom = oneOf('bom', ['0', '1'], search.get('bom') ?? '0') === '1';
  refuseUnknownParameters(search, ['view', 'format', 'bom', ...tableParameterNames(TABLES[view])]);
  const query = parseTableQuery(TABLES[view], search);
  return inSnapshot(ctx, (frozen, release) =>
    sendReport(ctx, frozen, { ...input, view, format, bom, query, release }),
  );
}

type Asked = {
  auditId: string;
  method: string;
  search: URLSearchParams;
  streams: Streams;
  view: ReportView;
  format: (typeof FORMATS)[number];
  bom: boolean;
  query: TableQuery;
  release: () => Promise<void>;
};

async function sendReport(ctx: Context, frozen: Context, asked: Asked): Promise<Response> {
  const { view, format, bom, query, search } = asked;
  const version = await readAuditVersion(frozen, asked.auditId);
  const audit = await getAudit(frozen, { auditId: asked.auditId });
  if (audit.finished_at === null) throw await notFinished(frozen);
  const endedAt = new Date(audit.finished_at);
  const headers = {
    'content-type': REPORT_MEDIA[format].contentType,
    'content-disposition': `attachment; filename="${fileName(audit, view, format, endedAt)}"`,
  };
  if (asked.method === 'HEAD') {
    await asked.release();
    return new Response(null, { headers });
  }
  const of = { auditId: audit.id, query };
  const whole = <Row>(rows: AsyncIterable<Row[]>) => unchanged(frozen, audit.id, version, rows);
  const shape = { format, audit, bom };
  const report = {
    keys: () => renderReport({ view: 'keys', rows: whole(streamKeys(frozen, of)), ...shape }),
    members: () =>
      renderReport({ view: 'members', rows: whole(streamMembers(frozen, of)), ...shape }),
    findings: () =>
      renderReport({ view: 'findings', rows: whole(streamFindings(frozen, of)), ...shape }),
    'service-tokens': () =>
      renderReport({
        view: 'service-tokens',
        rows: whole(streamServiceTokens(frozen, of)),
        ...shape,
      }),
    workloads: () =>
      renderReport({ view: 'workloads', rows: whole(streamWorkloads(frozen, of)), ...shape }),
  }[view]();
  const chunks = await withFirstChunk(report, asked.release);
  await recordActivity(ctx.store.db, {
    organizationId: ctx.organization.id,
    actor: ctx.actor.label,
    action: 'exported',
    auditId: auditId(audit.id),
    details: { view, format, filtered: [...search.keys()].some((name) => !PLAIN.includes(name)) },
    at: ctx.now(),
  });
  return new Response(asked.streams.body(chunks), { headers });
}

/** Yields the rows, then throws if the audit was re-evaluated or deleted meanwhile. */
async function* unchanged<Row>(
  ctx: Context,
  id: string,
  version: string,
  rows: AsyncIterable<Row[]>,
): AsyncGenerator<Row[]> {
  yield* rows;
  if ((await readAuditVersion(ctx, id)) === version) return;
  throw new AppError(
    'changed-meanwhile',
    'This file is incomplete because the audit was re-evaluated during the export. Export again.',
  );
}

/** Parameters that filter no rows. */
const PLAIN = ['view', 'format', 'bom', 'sort'];

/** A running audit can't be exported, because its rows would come from different moments. */
async function notFinished(ctx: Context): Promise<AppError> {
  const latest = await findLatestAudit(ctx);
  const running = 'Couldn’t export this audit because it hasn’t finished.';
  if (latest === null)
    return new AppError('audit-not-finished', `${running} Wait until it finishes.`);
  return new AppError(
    'audit-not-finished',
    `${running} Wait until it finishes, or export the latest finished audit, ${latest.id}.`,
    { details: { auditId: latest.id } },
  );
}

function fileName(audit: Audit, view: ReportView, format: ReportFormat, date: Date): string {
  return reportFileName({
    organization: audit.organization_name,
    view,
    date,
    audited: audit.members.audited,
    total: audit.members.total,
    extension: REPORT_MEDIA[format].extension,
  });
}

function oneOf<Value extends string>(name: string, values: readonly Value[], given: string): Value {
  const value = values.find((one) => one === given);
  if (value !== undefined) return value;
  throw new AppError('bad-request', `${name} must be one of: ${values.join(', ')}.`);
}
